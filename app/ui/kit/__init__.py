"""The pieces every window is built of; import each from its own module (`app.ui.kit.button`).

| module | gives |
| --- | --- |
| text | Text, Title, SectionTitle, Quiet, KeyHint, rule |
| layout | column, row, clear, Flow |
| button | Button, Link |
| chip | Chip |
| surfaces | Card, Rows, Banner, EmptyState |
| page | Page (title, subtitle, actions, chips, body) |
| inputs | TextInput, TextArea, Check, Choice, MultiChoice, SecretInput |
| dates | DateInput, TimeInput (with `app.ui.kit.swedish_dates` reading what is typed) |
| who | WhoPicker |
| form | Field, Form, Problem |
| table | Column, Table |
| dialog | Dialog |
| questions | Questions, WindowQuestions |
| toast | SavedLine, Toast |
"""
