-- Inserting a row here aborts the commit: what it was decided on is no longer so (src/data/unchanged.ts).
CREATE VIEW outdated_reads AS SELECT 0 AS outdated WHERE 0;

CREATE TRIGGER outdated_reads_abort INSTEAD OF INSERT ON outdated_reads BEGIN SELECT RAISE(ABORT, 'stale_read'); END;

-- Inserting a row here ends a dry run: the statements before it were accepted, and are undone (src/commands/unit_of_work.ts).
CREATE VIEW dry_runs AS SELECT 0 AS accepted WHERE 0;

CREATE TRIGGER dry_runs_undo INSTEAD OF INSERT ON dry_runs BEGIN SELECT RAISE(ABORT, 'dry_run'); END;
