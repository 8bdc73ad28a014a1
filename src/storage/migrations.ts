import control_0000 from "../../migrations/control/0000_tables.sql";
import control_0001 from "../../migrations/control/0001_rules.sql";
import control_0002 from "../../migrations/control/0002_current_rules.sql";
import control_0003 from "../../migrations/control/0003_large_documents.sql";
import control_0004 from "../../migrations/control/0004_engines_of_organizations.sql";
import control_0005 from "../../migrations/control/0005_jobs.sql";
import control_0006 from "../../migrations/control/0006_deliveries.sql";
import control_0007 from "../../migrations/control/0007_restore.sql";
import tenant_0000 from "../../migrations/tenant/0000_tables.sql";
import tenant_0001 from "../../migrations/tenant/0001_rules.sql";
import tenant_0002 from "../../migrations/tenant/0002_lots_and_production.sql";
import tenant_0003 from "../../migrations/tenant/0003_rules_of_lots_and_production.sql";
import tenant_0004 from "../../migrations/tenant/0004_arrivals.sql";
import tenant_0005 from "../../migrations/tenant/0005_actors.sql";
import tenant_0006 from "../../migrations/tenant/0006_current_rules.sql";
import tenant_0007 from "../../migrations/tenant/0007_ledger_by_level.sql";
import tenant_0008 from "../../migrations/tenant/0008_large_documents.sql";
import tenant_0009 from "../../migrations/tenant/0009_locations_of_orders.sql";
import tenant_0010 from "../../migrations/tenant/0010_times_of_records.sql";
import tenant_0011 from "../../migrations/tenant/0011_times_of_changes.sql";
import tenant_0012 from "../../migrations/tenant/0012_values_of_entries.sql";
import tenant_0013 from "../../migrations/tenant/0013_days_of_entries.sql";
import tenant_0014 from "../../migrations/tenant/0014_value_and_days.sql";
import tenant_0015 from "../../migrations/tenant/0015_value_of_transfers.sql";
import tenant_0016 from "../../migrations/tenant/0016_value_of_existing_stock.sql";
import tenant_0017 from "../../migrations/tenant/0017_reports.sql";
import tenant_0018 from "../../migrations/tenant/0018_amounts_compiled_once.sql";
import tenant_0019 from "../../migrations/tenant/0019_jobs_forecasts_and_insights.sql";
import tenant_0020 from "../../migrations/tenant/0020_events_that_arrive.sql";
import tenant_0021 from "../../migrations/tenant/0021_questions.sql";

/** The migrations in order; the number of a database's schema is how many of them it has had. */
export const CONTROL_MIGRATIONS: readonly string[] = [
  control_0000,
  control_0001,
  control_0002,
  control_0003,
  control_0004,
  control_0005,
  control_0006,
  control_0007,
];
export const TENANT_MIGRATIONS: readonly string[] = [
  tenant_0000,
  tenant_0001,
  tenant_0002,
  tenant_0003,
  tenant_0004,
  tenant_0005,
  tenant_0006,
  tenant_0007,
  tenant_0008,
  tenant_0009,
  tenant_0010,
  tenant_0011,
  tenant_0012,
  tenant_0013,
  tenant_0014,
  tenant_0015,
  tenant_0016,
  tenant_0017,
  tenant_0018,
  tenant_0019,
  tenant_0020,
  tenant_0021,
];
