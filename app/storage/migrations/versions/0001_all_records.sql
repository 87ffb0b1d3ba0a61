CREATE TABLE coordinator (
    id VARCHAR(200) NOT NULL,
    name TEXT NOT NULL,
    title TEXT,
    unit TEXT,
    municipality TEXT,
    email TEXT,
    phone TEXT,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_coordinator PRIMARY KEY (id)
);

CREATE TABLE draft (
    form TEXT NOT NULL,
    record TEXT NOT NULL,
    at DATETIME NOT NULL,
    base INTEGER,
    content JSON NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (form, record)
);

CREATE TABLE import_mark (
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_import_mark PRIMARY KEY (path)
);

CREATE TABLE life_area_set (
    id VARCHAR(200) NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_life_area_set PRIMARY KEY (id)
);

CREATE TABLE log_entry (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    what TEXT NOT NULL,
    salt TEXT,
    detail TEXT,
    detail_digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_log_entry PRIMARY KEY (id)
);

CREATE TABLE merging (
    id INTEGER NOT NULL,
    kind VARCHAR(32) NOT NULL,
    kept TEXT NOT NULL,
    gone TEXT NOT NULL,
    gone_name TEXT NOT NULL,
    at DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    undone_at DATETIME,
    CONSTRAINT pk_merging PRIMARY KEY (id)
);

CREATE TABLE organisation (
    id VARCHAR(200) NOT NULL,
    name TEXT NOT NULL,
    kind VARCHAR(32) NOT NULL,
    host BOOLEAN NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (id)
);

CREATE TABLE picture (
    digest TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_picture PRIMARY KEY (digest)
);

CREATE TABLE sent_document (
    digest TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_sent_document PRIMARY KEY (digest)
);

CREATE TABLE sent_list (
    digest TEXT NOT NULL,
    lines TEXT NOT NULL,
    CONSTRAINT pk_sent_list PRIMARY KEY (digest)
);

CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value JSON NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY ("key")
);

CREATE TABLE contact (
    id VARCHAR(200) NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    organisation_id VARCHAR(200),
    email TEXT,
    phone TEXT,
    phone_on_list BOOLEAN NOT NULL,
    private_network BOOLEAN NOT NULL,
    protected_identity BOOLEAN NOT NULL,
    channel VARCHAR(32),
    revision INTEGER NOT NULL,
    CONSTRAINT pk_contact PRIMARY KEY (id),
    CONSTRAINT fk_contact_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id)
);

CREATE TABLE life_area (
    id INTEGER NOT NULL,
    set_id VARCHAR(200) NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_life_area PRIMARY KEY (id),
    CONSTRAINT fk_life_area_set_id_life_area_set FOREIGN KEY(set_id) REFERENCES life_area_set (id) ON DELETE CASCADE
);

CREATE TABLE "case" (
    id VARCHAR(200) NOT NULL,
    code_name TEXT,
    reference TEXT,
    coordinator_id VARCHAR(200),
    stand_in_id VARCHAR(200),
    responsible_social_worker_id VARCHAR(200),
    target_group VARCHAR(32),
    basis VARCHAR(32),
    life_areas TEXT,
    nominated_by VARCHAR(32),
    revision INTEGER NOT NULL,
    CONSTRAINT pk_case PRIMARY KEY (id),
    CONSTRAINT fk_case_coordinator_id_coordinator FOREIGN KEY(coordinator_id) REFERENCES coordinator (id),
    CONSTRAINT fk_case_stand_in_id_coordinator FOREIGN KEY(stand_in_id) REFERENCES coordinator (id),
    CONSTRAINT fk_case_responsible_social_worker_id_contact FOREIGN KEY(responsible_social_worker_id) REFERENCES contact (id)
);

CREATE TABLE attachment (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL,
    digest TEXT NOT NULL,
    consent TEXT,
    CONSTRAINT pk_attachment PRIMARY KEY (id),
    CONSTRAINT fk_attachment_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE case_state_change (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    position INTEGER NOT NULL,
    state VARCHAR(32) NOT NULL,
    date DATE NOT NULL,
    reason TEXT,
    until DATE,
    call VARCHAR,
    CONSTRAINT pk_case_state_change PRIMARY KEY (id),
    CONSTRAINT fk_case_state_change_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE consent (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    "key" TEXT NOT NULL,
    "by" VARCHAR NOT NULL,
    signed DATE NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    all_organisations BOOLEAN NOT NULL,
    organisations JSON NOT NULL,
    refused JSON NOT NULL,
    purpose TEXT,
    kinds JSON NOT NULL,
    withdrawn DATE,
    note TEXT,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_consent PRIMARY KEY (id),
    CONSTRAINT uq_consent_case_id_key UNIQUE (case_id, "key"),
    CONSTRAINT fk_consent_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE deviation (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    ground TEXT NOT NULL,
    not_required JSON NOT NULL,
    decided_by TEXT NOT NULL,
    date DATE NOT NULL,
    until DATE,
    CONSTRAINT pk_deviation PRIMARY KEY (id),
    CONSTRAINT fk_deviation_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE dispatch (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    at DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    paper VARCHAR(32) NOT NULL,
    how TEXT NOT NULL,
    document TEXT NOT NULL,
    "to" TEXT,
    to_name TEXT,
    channel VARCHAR(32),
    encrypted BOOLEAN NOT NULL,
    ground TEXT,
    reason TEXT,
    standing VARCHAR(32) NOT NULL,
    meeting_key TEXT,
    plan_version INTEGER,
    secret TEXT,
    says TEXT,
    CONSTRAINT pk_dispatch PRIMARY KEY (id),
    CONSTRAINT fk_dispatch_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE,
    CONSTRAINT fk_dispatch_document_sent_document FOREIGN KEY(document) REFERENCES sent_document (digest),
    CONSTRAINT fk_dispatch_says_sent_list FOREIGN KEY(says) REFERENCES sent_list (digest)
);

CREATE TABLE evaluation (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    date DATE NOT NULL,
    "by" VARCHAR,
    answers JSON NOT NULL,
    comment TEXT,
    CONSTRAINT pk_evaluation PRIMARY KEY (id),
    CONSTRAINT fk_evaluation_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE guardian (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    relation TEXT,
    "from" DATE,
    "to" DATE,
    email TEXT,
    phone TEXT,
    phone_on_list BOOLEAN NOT NULL,
    language TEXT,
    interpreter BOOLEAN,
    protected_identity BOOLEAN NOT NULL,
    channel VARCHAR(32),
    revision INTEGER NOT NULL,
    CONSTRAINT pk_guardian PRIMARY KEY (id),
    CONSTRAINT uq_guardian_case_id_key UNIQUE (case_id, "key"),
    CONSTRAINT fk_guardian_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE incident (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    date DATE NOT NULL,
    kind VARCHAR(32) NOT NULL,
    role VARCHAR(32),
    source TEXT,
    note TEXT,
    CONSTRAINT pk_incident PRIMARY KEY (id),
    CONSTRAINT fk_incident_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE information (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    "to" VARCHAR NOT NULL,
    date DATE NOT NULL,
    language TEXT,
    interpreter BOOLEAN,
    how TEXT,
    understood BOOLEAN,
    CONSTRAINT pk_information PRIMARY KEY (id),
    CONSTRAINT fk_information_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE kept_apart (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    who VARCHAR NOT NULL,
    date DATE NOT NULL,
    other VARCHAR,
    other_case_id VARCHAR(200),
    meeting TEXT,
    must_not JSON NOT NULL,
    until DATE,
    note TEXT,
    CONSTRAINT pk_kept_apart PRIMARY KEY (id),
    CONSTRAINT fk_kept_apart_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE,
    CONSTRAINT fk_kept_apart_other_case_id_case FOREIGN KEY(other_case_id) REFERENCES "case" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE key_date (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    date DATE NOT NULL,
    note TEXT,
    CONSTRAINT pk_key_date PRIMARY KEY (id),
    CONSTRAINT fk_key_date_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE meeting (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    "key" TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR(32) NOT NULL,
    starts DATETIME NOT NULL,
    status VARCHAR(32) NOT NULL,
    minutes INTEGER NOT NULL,
    place TEXT,
    circle JSON NOT NULL,
    strengths TEXT,
    youth_view TEXT,
    youth_view_absent VARCHAR(32),
    notes TEXT,
    private_notes TEXT,
    opened_at DATETIME,
    closed_at DATETIME,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT uq_meeting_case_id_key UNIQUE (case_id, "key"),
    CONSTRAINT fk_meeting_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE merging_step (
    id INTEGER NOT NULL,
    merging_id INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "before" JSON NOT NULL,
    "after" JSON NOT NULL,
    case_id VARCHAR(200),
    CONSTRAINT pk_merging_step PRIMARY KEY (id),
    CONSTRAINT fk_merging_step_merging_id_merging FOREIGN KEY(merging_id) REFERENCES merging (id) ON DELETE CASCADE,
    CONSTRAINT fk_merging_step_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE note (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    "key" TEXT NOT NULL,
    at DATETIME NOT NULL,
    text TEXT NOT NULL,
    kind VARCHAR(32),
    with TEXT,
    private BOOLEAN NOT NULL,
    follow_up_on DATE,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_note PRIMARY KEY (id),
    CONSTRAINT uq_note_case_id_key UNIQUE (case_id, "key"),
    CONSTRAINT fk_note_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE participant (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    contact_id VARCHAR(200) NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,
    purpose TEXT,
    mandate BOOLEAN,
    wanted_by_youth BOOLEAN,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_participant PRIMARY KEY (id),
    CONSTRAINT fk_participant_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE,
    CONSTRAINT fk_participant_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE TABLE plan_version (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    meeting_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    agreed_at DATETIME NOT NULL,
    snapshot TEXT NOT NULL,
    digest TEXT NOT NULL,
    replaces INTEGER,
    CONSTRAINT pk_plan_version PRIMARY KEY (id),
    CONSTRAINT uq_plan_version_case_id_version UNIQUE (case_id, version),
    CONSTRAINT fk_plan_version_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE reminder (
    id INTEGER NOT NULL,
    date DATE NOT NULL,
    text TEXT NOT NULL,
    case_id VARCHAR(200),
    done BOOLEAN,
    CONSTRAINT pk_reminder PRIMARY KEY (id),
    CONSTRAINT fk_reminder_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE report (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    action TEXT NOT NULL,
    date DATE NOT NULL,
    "by" VARCHAR,
    outcome VARCHAR(32),
    note TEXT,
    CONSTRAINT pk_report PRIMARY KEY (id),
    CONSTRAINT fk_report_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE situation (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    at VARCHAR(32) NOT NULL,
    date DATE NOT NULL,
    "values" JSON NOT NULL,
    CONSTRAINT pk_situation PRIMARY KEY (id),
    CONSTRAINT fk_situation_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE transfer (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    "key" TEXT NOT NULL,
    at DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_transfer PRIMARY KEY (id),
    CONSTRAINT uq_transfer_case_id_kind_key UNIQUE (case_id, kind, "key"),
    CONSTRAINT fk_transfer_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE wish (
    id INTEGER NOT NULL,
    case_id VARCHAR(200) NOT NULL,
    about TEXT NOT NULL,
    wanted BOOLEAN NOT NULL,
    date DATE NOT NULL,
    note TEXT,
    CONSTRAINT pk_wish PRIMARY KEY (id),
    CONSTRAINT fk_wish_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE young_person (
    case_id VARCHAR(200) NOT NULL,
    name TEXT NOT NULL,
    birth_date DATE NOT NULL,
    identity_number TEXT,
    protected_identity BOOLEAN NOT NULL,
    language TEXT NOT NULL,
    interpreter BOOLEAN,
    email TEXT,
    phone TEXT,
    phone_on_list BOOLEAN NOT NULL,
    address TEXT,
    school TEXT,
    district TEXT,
    channel VARCHAR(32),
    CONSTRAINT pk_young_person PRIMARY KEY (case_id),
    CONSTRAINT fk_young_person_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id) ON DELETE CASCADE
);

CREATE TABLE attendance (
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    who VARCHAR NOT NULL,
    status VARCHAR(32) NOT NULL,
    substitute_contact VARCHAR(200),
    substitute_name TEXT,
    substitute_organisation VARCHAR(200),
    reason TEXT,
    CONSTRAINT pk_attendance PRIMARY KEY (id),
    CONSTRAINT fk_attendance_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,
    CONSTRAINT fk_attendance_substitute_contact_contact FOREIGN KEY(substitute_contact) REFERENCES contact (id),
    CONSTRAINT fk_attendance_substitute_organisation_organisation FOREIGN KEY(substitute_organisation) REFERENCES organisation (id)
);

CREATE TABLE called (
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    who VARCHAR NOT NULL,
    answer VARCHAR(32),
    interpreter TEXT,
    CONSTRAINT pk_called PRIMARY KEY (id),
    CONSTRAINT fk_called_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE
);

CREATE TABLE closing (
    state_change_id INTEGER NOT NULL,
    reason VARCHAR(32) NOT NULL,
    note TEXT,
    continued_support TEXT,
    CONSTRAINT pk_closing PRIMARY KEY (state_change_id),
    CONSTRAINT fk_closing_state_change_id_case_state_change FOREIGN KEY(state_change_id) REFERENCES case_state_change (id) ON DELETE CASCADE
);

CREATE TABLE follow_up (
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    action TEXT NOT NULL,
    outcome VARCHAR(32) NOT NULL,
    note TEXT,
    done_on DATE,
    CONSTRAINT pk_follow_up PRIMARY KEY (id),
    CONSTRAINT fk_follow_up_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE
);

CREATE TABLE goal (
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    life_area TEXT NOT NULL,
    goal TEXT NOT NULL,
    long_term TEXT,
    continues TEXT,
    CONSTRAINT pk_goal PRIMARY KEY (id),
    CONSTRAINT fk_goal_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE
);

CREATE TABLE action (
    id INTEGER NOT NULL,
    goal_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    what TEXT NOT NULL,
    responsible VARCHAR NOT NULL,
    due DATE,
    "order" INTEGER,
    documented TEXT,
    carried_from TEXT,
    CONSTRAINT pk_action PRIMARY KEY (id),
    CONSTRAINT fk_action_goal_id_goal FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE CASCADE
);

CREATE TABLE closing_goal (
    id INTEGER NOT NULL,
    closing_id INTEGER NOT NULL,
    goal TEXT NOT NULL,
    outcome VARCHAR(32) NOT NULL,
    CONSTRAINT pk_closing_goal PRIMARY KEY (id),
    CONSTRAINT fk_closing_goal_closing_id_closing FOREIGN KEY(closing_id) REFERENCES closing (state_change_id) ON DELETE CASCADE
);

CREATE INDEX ix_action_goal_id ON action (goal_id);

CREATE INDEX ix_attachment_case_id ON attachment (case_id);

CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id);

CREATE INDEX ix_attendance_substitute_contact ON attendance (substitute_contact);

CREATE INDEX ix_attendance_substitute_organisation ON attendance (substitute_organisation);

CREATE INDEX ix_attendance_who ON attendance (who);

CREATE INDEX ix_called_answer ON called (meeting_id, answer);

CREATE INDEX ix_case_state_change_case_id ON case_state_change (case_id);

CREATE INDEX ix_case_state_change_closed ON case_state_change (date, case_id) WHERE state = 'closed';

CREATE INDEX ix_case_state_change_latest ON case_state_change (case_id, date, position, state);

CREATE INDEX ix_closing_goal_closing_id ON closing_goal (closing_id);

CREATE INDEX ix_consent_case_id ON consent (case_id);

CREATE INDEX ix_deviation_case_id ON deviation (case_id);

CREATE INDEX ix_dispatch_case_id ON dispatch (case_id);

CREATE INDEX ix_dispatch_form ON dispatch (case_id, at) WHERE paper = 'consent_form';

CREATE INDEX ix_dispatch_paper ON dispatch (case_id, paper, meeting_key, "to", at, plan_version);

CREATE INDEX ix_dispatch_says ON dispatch (case_id, "to", at, says) WHERE says IS NOT NULL;

CREATE INDEX ix_dispatch_to ON dispatch ("to");

CREATE INDEX ix_evaluation_case_id ON evaluation (case_id);

CREATE INDEX ix_follow_up_meeting_id ON follow_up (meeting_id);

CREATE INDEX ix_goal_meeting_id ON goal (meeting_id);

CREATE INDEX ix_guardian_case_id ON guardian (case_id);

CREATE INDEX ix_incident_case_id ON incident (case_id);

CREATE INDEX ix_information_case_id ON information (case_id);

CREATE INDEX ix_kept_apart_case_id ON kept_apart (case_id);

CREATE INDEX ix_kept_apart_other_case_id ON kept_apart (other_case_id);

CREATE INDEX ix_key_date_case_id ON key_date (case_id);

CREATE INDEX ix_log_entry_at ON log_entry (at);

CREATE INDEX ix_meeting_case_id ON meeting (case_id);

CREATE INDEX ix_meeting_circle ON meeting (case_id, starts) WHERE kind = 'small' OR circle <> '[]';

CREATE INDEX ix_meeting_starts ON meeting (starts);

CREATE INDEX ix_meeting_status ON meeting (status, case_id, starts);

CREATE INDEX ix_merging_kept ON merging (kept);

CREATE INDEX ix_merging_step_case_id ON merging_step (case_id);

CREATE INDEX ix_merging_step_merging_id ON merging_step (merging_id);

CREATE INDEX ix_note_case_id ON note (case_id);

CREATE INDEX ix_participant_case_id ON participant (case_id);

CREATE INDEX ix_participant_contact_id ON participant (contact_id);

CREATE INDEX ix_plan_version_case_id ON plan_version (case_id);

CREATE INDEX ix_plan_version_meeting ON plan_version (case_id, meeting_key, version);

CREATE INDEX ix_reminder_case_id ON reminder (case_id);

CREATE INDEX ix_report_case_id ON report (case_id);

CREATE INDEX ix_situation_case_id ON situation (case_id);

CREATE INDEX ix_transfer_case_id ON transfer (case_id);

CREATE INDEX ix_wish_case_id ON wish (case_id);
