"""The pieces every window is built of; import each from its own module (`app.ui.kit.button`).

| module | gives |
| --- | --- |
| text | Text, title, section, quiet, strong, rule |
| elided | Elided |
| layout | column, row, clear, holder, Flow, flow, Columns, UNBOUND |
| button | Button, Link |
| chip | Chip |
| surfaces | Card, Rows, Banner, EmptyState |
| page | Page (title, subtitle, actions, chips, body) |
| ticks | TickBox, Ring |
| inputs | TextInput, TextArea, Check, Choice, MultiChoice, SecretInput, SearchInput |
| dates | DateInput, TimeInput (with `app.ui.kit.swedish_dates` reading what is typed) |
| who | WhoPicker |
| form | Field, Form, Problem |
| columns, table | Column, ChipCell, Table |
| filters, search_keys | FilterBar, takes_key (what narrows a table, and its keys) |
| preview, sheets | Preview, print_through_dialog, draw_sheets, Sheets |
| file_drop | FileDrop |
| dialog | Dialog |
| questions | Questions, WindowQuestions |
| toast | SavedLine, Toast |
"""
