CREATE DATABASE opsconductor_auth;
CREATE DATABASE opsconductor_users;
CREATE DATABASE opsconductor_secrets;
CREATE DATABASE opsconductor_targets;
CREATE DATABASE opsconductor_jobs;
CREATE DATABASE opsconductor_executions;
CREATE DATABASE opsconductor_schedules;
CREATE DATABASE opsconductor_audit;
