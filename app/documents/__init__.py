"""Paper: snapshots become content, content becomes pages, pages become a finished PDF or a mail draft."""
