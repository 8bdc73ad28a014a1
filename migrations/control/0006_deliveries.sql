DROP TRIGGER organization_jobs_of_new;
--> statement-breakpoint
-- Every organization has a row for each job, due at once: its first runs follow when it is active.
CREATE TRIGGER organization_jobs_of_new AFTER INSERT ON organizations BEGIN
  INSERT INTO organization_jobs (organization_id, job, due_at) SELECT NEW.id, value, NEW.created_at
    FROM json_each('["hourly","nightly","deliveries"]');
END;
--> statement-breakpoint
-- The organizations that exist: their deliveries are due at once.
INSERT INTO organization_jobs (organization_id, job, due_at) SELECT id, 'deliveries', updated_at FROM organizations;
