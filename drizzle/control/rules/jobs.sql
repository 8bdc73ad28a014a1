-- Every organization has a row for each job, due at once: its first runs follow when it is active.
CREATE TRIGGER organization_jobs_of_new AFTER INSERT ON organizations BEGIN
  INSERT INTO organization_jobs (organization_id, job, due_at) SELECT NEW.id, value, NEW.created_at
    FROM json_each('["hourly","nightly","deliveries"]');
END;

-- Jobs wait while an organization is not active or its database is moved, and nights begin elsewhere in another time zone:
-- after a change all are looked at. Which of them then run, their last runs decide.
CREATE TRIGGER organization_jobs_due AFTER UPDATE OF status, timezone, database_address, move ON organizations
WHEN NEW.status <> OLD.status OR NEW.timezone <> OLD.timezone OR NEW.database_address IS NOT OLD.database_address
  OR (NEW.move IS NULL) <> (OLD.move IS NULL) BEGIN
  UPDATE organization_jobs SET due_at = NEW.updated_at WHERE organization_id = NEW.id AND due_at > NEW.updated_at;
END;
