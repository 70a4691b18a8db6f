-- A plan file: one file is one plan. oneplan-file(5) describes it.
-- What is in a file must read exactly as it does here: src/store/identity.c.
PRAGMA application_id = 0x4f4e504c; -- "ONPL"
PRAGMA user_version = 1;

-- Content: facts that are added and never changed.

CREATE TABLE plan ( -- one row
  uid BLOB PRIMARY KEY CHECK (length(uid) = 16), -- the same in every copy
  created INTEGER NOT NULL, -- all times are unix seconds, and only ever shown
  training INTEGER NOT NULL,
  what_if TEXT, -- what is tried out in it; NULL: this is the plan itself
  of BLOB, -- the uid of the plan that this what if was made from
  clock INTEGER -- the largest clock there was in that plan then
) WITHOUT ROWID, STRICT;

CREATE TABLE definition ( -- forms and rates as they read when they were used
  digest BLOB PRIMARY KEY CHECK (length(digest) = 32), -- SHA-256 of the text
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE session ( -- one sitting of one person at one machine
  id INTEGER PRIMARY KEY, -- in this file only, as every id here
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  who TEXT NOT NULL, -- as the person is shown; not proof of anything
  login TEXT NOT NULL,
  device TEXT NOT NULL,
  started INTEGER NOT NULL
) STRICT;

CREATE TABLE session_definition ( -- what each sitting read the plan with
  session INTEGER NOT NULL REFERENCES session,
  digest BLOB NOT NULL REFERENCES definition,
  PRIMARY KEY (session, digest)
) WITHOUT ROWID, STRICT;

CREATE TABLE question ( -- one field in one row; named once, to keep files small
  id INTEGER PRIMARY KEY,
  field TEXT NOT NULL, -- about_me.preferred_name
  row BLOB NOT NULL CHECK (length(row) IN (0, 16)), -- empty outside repeats
  UNIQUE (field, row)
) STRICT;

CREATE TABLE revision ( -- every answer ever given
  rev INTEGER PRIMARY KEY, -- order of arrival in this file only
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- the same in every copy
  session INTEGER NOT NULL REFERENCES session,
  question INTEGER NOT NULL REFERENCES question,
  value ANY, -- NULL: cleared, or taken out (then a redaction says so)
  salt BLOB, -- seals are made over SHA-256(salt, value)
  clock INTEGER NOT NULL, -- 1 + the largest there was when it was made
  at INTEGER NOT NULL,
  voice TEXT -- whose words they are; it may name somebody, so it goes with them
) STRICT;
CREATE INDEX revision_question ON revision (question);

CREATE TABLE revision_base ( -- every head that a revision replaced or settled
  base BLOB NOT NULL, -- the uid of a revision, perhaps of another question
  rev INTEGER NOT NULL REFERENCES revision,
  PRIMARY KEY (base, rev)
) WITHOUT ROWID, STRICT;

CREATE TABLE redaction ( -- what was taken out; only grows, wins in every merge
  of BLOB NOT NULL, -- the uid of a revision
  uid BLOB NOT NULL,
  value_digest BLOB NOT NULL, -- SHA-256(salt, value), so that seals still hold
  session INTEGER NOT NULL REFERENCES session,
  at INTEGER NOT NULL,
  why TEXT NOT NULL,
  taken_by TEXT NOT NULL, -- who took them out
  authority TEXT NOT NULL, -- who agreed to it
  PRIMARY KEY (of, uid)
) WITHOUT ROWID, STRICT;

CREATE TABLE withheld ( -- answers whose words are in another copy of this plan
  of BLOB PRIMARY KEY, -- the uid of a revision without value and salt
  value_digest BLOB NOT NULL CHECK (length(value_digest) = 32)
) WITHOUT ROWID, STRICT;

CREATE TABLE working_copy ( -- one row in a copy without what its reader may not
  reader TEXT PRIMARY KEY -- see: broker
) WITHOUT ROWID, STRICT;

CREATE TABLE version ( -- the plan as it was sealed, to be signed
  uid BLOB PRIMARY KEY CHECK (length(uid) = 16), -- the same in every copy
  session INTEGER NOT NULL REFERENCES session,
  at INTEGER NOT NULL,
  seal BLOB NOT NULL CHECK (length(seal) = 32), -- SHA-256 of its plan.json
  about TEXT NOT NULL -- why it was made, as the maker said
) STRICT;

CREATE TABLE version_base ( -- the versions that a version follows
  base BLOB NOT NULL,
  version BLOB NOT NULL REFERENCES version,
  PRIMARY KEY (base, version)
) WITHOUT ROWID, STRICT;

CREATE TABLE version_without ( -- what had been taken out when it was sealed
  version BLOB NOT NULL REFERENCES version,
  of BLOB NOT NULL, -- the uid of a revision
  PRIMARY KEY (version, of)
) WITHOUT ROWID, STRICT;

CREATE TABLE member ( -- a document of a version; the same bytes are kept once
  digest BLOB PRIMARY KEY CHECK (length(digest) = 32), -- SHA-256
  size INTEGER NOT NULL, -- its length
  bytes BLOB -- it, by zlib if shorter; NULL: it showed words that were taken out
) STRICT;

CREATE TABLE version_member ( -- which documents are in a version, for whom
  version BLOB NOT NULL REFERENCES version,
  audience TEXT NOT NULL,
  path TEXT NOT NULL, -- its name in the pack: plan.html
  digest BLOB NOT NULL REFERENCES member,
  PRIMARY KEY (version, audience, path)
) WITHOUT ROWID, STRICT;

CREATE TRIGGER plan_no_update BEFORE UPDATE ON plan
WHEN old.what_if IS NOT NULL OR new.what_if IS NULL OR new.of IS NOT old.uid
  OR new.uid IS old.uid OR new.training IS NOT old.training
BEGIN SELECT raise(ABORT, 'a plan is never changed into another'); END;
CREATE TRIGGER plan_no_delete BEFORE DELETE ON plan
BEGIN SELECT raise(ABORT, 'a plan is never removed'); END;
CREATE TRIGGER definition_no_update BEFORE UPDATE ON definition
BEGIN SELECT raise(ABORT, 'definitions are never changed'); END;
CREATE TRIGGER definition_no_delete BEFORE DELETE ON definition
BEGIN SELECT raise(ABORT, 'definitions are never removed'); END;
CREATE TRIGGER session_no_update BEFORE UPDATE ON session
BEGIN SELECT raise(ABORT, 'sessions are never changed'); END;
CREATE TRIGGER session_no_delete BEFORE DELETE ON session
BEGIN SELECT raise(ABORT, 'sessions are never removed'); END;
CREATE TRIGGER question_no_update BEFORE UPDATE ON question
BEGIN SELECT raise(ABORT, 'questions are never changed'); END;
CREATE TRIGGER question_no_delete BEFORE DELETE ON question
BEGIN SELECT raise(ABORT, 'questions are never removed'); END;
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision
WHEN (NOT EXISTS (SELECT 1 FROM redaction WHERE of = old.uid)
    OR new.value IS NOT NULL OR new.salt IS NOT NULL)
  AND (NOT EXISTS (SELECT 1 FROM withheld WHERE of = old.uid)
    OR old.value IS NOT NULL OR old.salt IS NOT NULL
    OR EXISTS (SELECT 1 FROM redaction WHERE of = old.uid))
  OR (new.rev, new.uid, new.session, new.question, new.clock, new.at)
    IS NOT
    (old.rev, old.uid, old.session, old.question, old.clock, old.at)
  OR new.voice IS NOT old.voice
    AND (new.voice IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM redaction WHERE of = old.uid))
    AND (old.voice IS NOT NULL OR old.salt IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM withheld WHERE of = old.uid))
BEGIN SELECT raise(ABORT, 'revisions are never changed'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'revisions are never removed'); END;
CREATE TRIGGER revision_base_no_update BEFORE UPDATE ON revision_base
BEGIN SELECT raise(ABORT, 'bases are never changed'); END;
CREATE TRIGGER revision_base_no_delete BEFORE DELETE ON revision_base
BEGIN SELECT raise(ABORT, 'bases are never removed'); END;
CREATE TRIGGER redaction_no_update BEFORE UPDATE ON redaction
BEGIN SELECT raise(ABORT, 'redactions are never changed'); END;
CREATE TRIGGER redaction_no_delete BEFORE DELETE ON redaction
BEGIN SELECT raise(ABORT, 'redactions are never removed'); END;
CREATE TRIGGER withheld_no_update BEFORE UPDATE ON withheld
BEGIN SELECT raise(ABORT, 'what is withheld is never changed'); END;
CREATE TRIGGER working_copy_no_update BEFORE UPDATE ON working_copy
BEGIN SELECT raise(ABORT, 'a working copy stays one'); END;
CREATE TRIGGER working_copy_no_delete BEFORE DELETE ON working_copy
BEGIN SELECT raise(ABORT, 'a working copy stays one'); END;
CREATE TRIGGER version_no_update BEFORE UPDATE ON version
BEGIN SELECT raise(ABORT, 'signed versions are never changed'); END;
CREATE TRIGGER version_no_delete BEFORE DELETE ON version
BEGIN SELECT raise(ABORT, 'signed versions are never removed'); END;
CREATE TRIGGER version_base_no_update BEFORE UPDATE ON version_base
BEGIN SELECT raise(ABORT, 'signed versions are never changed'); END;
CREATE TRIGGER version_base_no_delete BEFORE DELETE ON version_base
BEGIN SELECT raise(ABORT, 'signed versions are never removed'); END;
CREATE TRIGGER version_without_no_update BEFORE UPDATE ON version_without
BEGIN SELECT raise(ABORT, 'signed versions are never changed'); END;
CREATE TRIGGER version_without_no_delete BEFORE DELETE ON version_without
BEGIN SELECT raise(ABORT, 'signed versions are never changed'); END;
CREATE TRIGGER member_no_update BEFORE UPDATE ON member
WHEN NOT EXISTS (SELECT 1 FROM redaction)
  OR new.bytes IS NOT NULL
  OR (new.digest, new.size) IS NOT (old.digest, old.size)
BEGIN SELECT raise(ABORT, 'members of a version are never changed'); END;
CREATE TRIGGER member_no_delete BEFORE DELETE ON member
BEGIN SELECT raise(ABORT, 'members of a version are never removed'); END;
CREATE TRIGGER version_member_no_update BEFORE UPDATE ON version_member
BEGIN SELECT raise(ABORT, 'members of a version are never changed'); END;
CREATE TRIGGER version_member_no_delete BEFORE DELETE ON version_member
BEGIN SELECT raise(ABORT, 'members of a version are never removed'); END;

-- In progress: the only copy, never disposable.

CREATE TABLE draft ( -- text being typed; keyed by session, so nobody overwrites
  session INTEGER NOT NULL REFERENCES session,
  field TEXT NOT NULL,
  row BLOB NOT NULL,
  text TEXT NOT NULL,
  cursor INTEGER NOT NULL, -- bytes before it
  bases BLOB NOT NULL, -- uids of what the typist started from, end to end
  at INTEGER NOT NULL,
  PRIMARY KEY (session, field, row)
) WITHOUT ROWID, STRICT;

CREATE TABLE place ( -- where each sitting was last
  session INTEGER PRIMARY KEY REFERENCES session,
  process TEXT NOT NULL, -- of the running program; empty once it has ended
  screen TEXT NOT NULL,
  field TEXT NOT NULL,
  row BLOB NOT NULL,
  cursor INTEGER NOT NULL,
  seen INTEGER NOT NULL
) STRICT;

-- Derived: can be thrown away and made again.

CREATE TABLE head ( -- the revisions that no other of their question has replaced
  question INTEGER NOT NULL REFERENCES question,
  rev INTEGER NOT NULL REFERENCES revision,
  PRIMARY KEY (question, rev)
) WITHOUT ROWID, STRICT;

CREATE TABLE summary ( -- one row: what a caseload shows without the forms
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT,
  born TEXT,
  nhs_number TEXT,
  coordinator TEXT,
  kinds TEXT,
  stage TEXT,
  done INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  next_due TEXT,
  indicative_pence INTEGER,
  planned_pence INTEGER
) STRICT;

CREATE TABLE room ( -- always empty: free pages for a full disk pass through it
  fill BLOB
) STRICT;

-- For people with sqlite3.

CREATE VIEW history AS -- every answer ever given
SELECT q.field, lower(hex(q.row)) AS row, r.value, s.who,
  datetime(r.at, 'unixepoch') AS at, r.voice, r.clock,
  EXISTS (SELECT 1 FROM head h WHERE h.question = q.id AND h.rev = r.rev)
    AS head,
  EXISTS (SELECT 1 FROM redaction x WHERE x.of = r.uid) AS taken_out,
  lower(hex(r.uid)) AS uid
FROM revision r
JOIN question q ON q.id = r.question
JOIN session s ON s.id = r.session
ORDER BY q.field, q.row, r.clock, r.uid;

CREATE VIEW answers AS -- the current ones; where several stand, the one shown
SELECT q.field, lower(hex(q.row)) AS row, r.value, s.who,
  datetime(r.at, 'unixepoch') AS at, r.voice,
  EXISTS (SELECT 1 FROM head h2 JOIN revision r2 ON r2.rev = h2.rev
    WHERE h2.question = q.id AND r2.value IS NOT r.value) AS conflict,
  EXISTS (SELECT 1 FROM redaction x WHERE x.of = r.uid) AS taken_out
FROM question q
JOIN head h ON h.question = q.id
JOIN revision r ON r.rev = h.rev
JOIN session s ON s.id = r.session
WHERE NOT EXISTS (SELECT 1 FROM head h2 JOIN revision r2 ON r2.rev = h2.rev
  WHERE h2.question = q.id AND (r2.clock, r2.uid) > (r.clock, r.uid))
ORDER BY q.field, q.row;
