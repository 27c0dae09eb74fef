#include "cli/background.hpp"

#include "access/password_resets.hpp"
#include "access/registrations.hpp"
#include "access/services.hpp"
#include "casework/deadline_tick.hpp"
#include "casework/job_kinds.hpp"
#include "casework/reporting_locations.hpp"
#include "cli/deployment.hpp"
#include "cli/paths.hpp"
#include "jobs/failure_report.hpp"
#include "jobs/file_scan.hpp"
#include "jobs/integrity_check.hpp"
#include "jobs/recalculate_age.hpp"
#include "jobs/retention_review.hpp"
#include "jobs/scheduled_backup.hpp"
#include "jobs/task_digest.hpp"
#include "jobs/unused_fields.hpp"
#include "jobs/unverified_users.hpp"
#include "jobs/upkeep.hpp"
#include "notify/vapid_keys.hpp"
#include "notify/webhooks/lanes.hpp"
#include "records/attachment_space.hpp"
#include "records/file_scan.hpp"
#include "records/owner_fields.hpp"
#include "store/schedules.hpp"

namespace amparo::cli {
namespace {

using jobs::Timing;
using std::chrono::hours;
using std::chrono::minutes;
using store::RunningJob;

constexpr std::string_view upkeep_queue = "upkeep";
constexpr std::string_view backup_queue = "backup";
constexpr std::string_view digest_job = "NotificationDigest";
constexpr std::string_view forget_job = "NotificationCleanup";
constexpr std::string_view webhook_upkeep_job = "WebhookUpkeep";
// A receiver may take its time, so more may be told at once than other work is done at once.
constexpr int webhook_workers = 6;
// Each holds a whole file in memory while the scanner looks at it.
constexpr int scan_workers = 2;

std::string short_id_of(const records::Service& records, const std::string& record_type,
                        const std::string& id) {
    const auto parsed = RecordId::parse(id);
    if (!parsed) return "";
    const auto record = records.read_for(access::Actor::system(), record_type, *parsed, "read");
    return record ? json::string_or(record->data, "short_id") : std::string();
}

Result<notify::PushOptions> push_options(Deployment& deployment) {
    const auto& settings = deployment.settings();
    notify::PushOptions push{.enabled = settings.boolean("push.enabled"),
                             .contact = settings.text("push.contact"),
                             .pause_after = minutes(settings.integer("push.pause_minutes")),
                             .targets = settings.boolean("push.private_targets")
                                            ? notify::PushTargets::also_private
                                            : notify::PushTargets::public_only,
                             .discreet_name = settings.text("web.discreet_name")};
    if (!push.enabled) return push;
    AMPARO_TRY(push.keys,
               notify::vapid_keys(deployment.database(), settings.text("push.vapid_private")));
    return push;
}

Result<std::unique_ptr<notify::Service>> make_notify(Deployment& deployment,
                                                     const std::string& public_url) {
    AMPARO_TRY(auto texts, Messages::load(config_directory() / "mail"));
    AMPARO_TRY(auto smtp, notify::SmtpServer::from_settings(deployment.settings()));
    AMPARO_TRY(auto push, push_options(deployment));
    return std::make_unique<notify::Service>(
        notify::Parts{.database = deployment.database(),
                      .directory = [&deployment] { return deployment.directory().snapshot(); },
                      .definitions = [&deployment] { return deployment.definitions().snapshot(); },
                      .display_id =
                          [&deployment](const std::string& type, const std::string& id) {
                              return short_id_of(deployment.records(), type, id);
                          },
                      .texts = notify::Texts(std::move(texts)),
                      .smtp = std::move(smtp),
                      .push = std::move(push),
                      .public_url = public_url});
}

Result<std::unique_ptr<notify::WebhookService>> make_webhooks(Deployment& deployment,
                                                              const std::string& public_url) {
    AMPARO_TRY(auto targets, notify::WebhookTargets::from_settings(deployment.settings()));
    return std::make_unique<notify::WebhookService>(
        notify::WebhookParts{.records = deployment.records(),
                             .targets = std::move(targets),
                             .public_url = public_url,
                             .is_enabled = deployment.settings().boolean("webhooks.enabled")});
}

void add_queues(jobs::Engine& engine, const Settings& settings) {
    const auto workers = static_cast<int>(settings.integer("jobs.workers"));
    engine.add_queue({.name = std::string(access::records_queue), .workers = workers});
    engine.add_queue({.name = std::string(records::notify_queue), .workers = workers});
    engine.add_queue({.name = std::string(notify::mail_queue), .workers = workers});
    engine.add_queue({.name = std::string(notify::push_queue), .workers = workers});
    engine.add_queue({.name = std::string(notify::webhook_queue), .workers = webhook_workers});
    engine.add_queue({.name = std::string(upkeep_queue), .workers = 1});
}

void add_notify(jobs::Engine& engine, notify::Service& notify) {
    engine.handle(std::string(records::announce_kind),
                  [&notify](const RunningJob& running) { return notify.announce(running); });
    engine.handle(std::string(notify::send_mail_kind),
                  [&notify](const RunningJob& running) { return notify.send_mail(running); });
    engine.handle(std::string(access::reset_job), [&notify](const RunningJob& running) {
        return notify.send_password_reset(running);
    });
    engine.handle(std::string(records::contact_kind),
                  [&notify](const RunningJob& running) { return notify.tell_contact(running); });
    engine.handle(std::string(notify::send_push_kind),
                  [&notify](const RunningJob& running) { return notify.send_push(running); });
}

void add_registrations(jobs::Engine& engine, Deployment& deployment) {
    const auto users = std::make_shared<access::Users>(deployment.people_parts());
    engine.handle(
        std::string(access::registration_job), [&deployment, users](const RunningJob& running) {
            access::Registrations registrations(
                {.database = deployment.database(),
                 .directory = deployment.directory(),
                 .users = *users,
                 .definitions = [&deployment] { return deployment.definitions().snapshot(); }},
                access::registration_options(deployment.settings()));
            return registrations.carry_out(running.job.payload);
        });
}

void add_records(jobs::Engine& engine, records::Service& records) {
    engine.handle(std::string(access::rewrite_owner_fields_job),
                  [&records](const RunningJob& running) -> Result<json::Object> {
                      const auto name = json::string_or(running.job.payload, "user_name");
                      AMPARO_TRY(const auto count,
                                 records::rewrite_owner_fields(records, name, {}));
                      return json::Object{{"records", count}};
                  });
    for (auto& [kind, handler] : casework::job_kinds(records)) {
        engine.handle(kind, std::move(handler));
    }
}

void repeat(jobs::Engine& engine, std::string_view name, Timing timing, store::JobHandler handler) {
    engine.repeat({.name = std::string(name),
                   .queue = std::string(upkeep_queue),
                   .timing = timing,
                   .handler = std::move(handler)});
}

void add_upkeep(jobs::Engine& engine, Deployment& deployment) {
    auto& database = deployment.database();
    auto& records = deployment.records();
    repeat(engine, jobs::session_cleanup_job, Timing::every(minutes(10)),
           [&database](const RunningJob&) { return jobs::clean_sessions(database); });
    repeat(engine, jobs::job_cleanup_job, Timing::daily(hours(3)),
           [&database](const RunningJob&) { return jobs::clean_jobs(database); });
    repeat(
        engine, jobs::recalculate_age_job, Timing::daily(minutes(30)),
        [&records](const RunningJob& running) { return jobs::recalculate_ages(records, running); });
    repeat(
        engine, jobs::integrity_check_job, Timing::daily(hours(2)),
        [&records](const RunningJob& running) { return jobs::check_integrity(records, running); });
}

/// When a periodic job last succeeded; Instant{} for never.
Instant last_success(store::Database& database, std::string_view name) {
    const auto schedule = database.read([&](store::Snapshot& snapshot) {
        return store::find_schedule(snapshot, std::string(name));
    });
    return schedule ? schedule->success_at : Instant{};
}

/// Regular work whose outcome people are told of.
void add_reviews(jobs::Engine& engine, Deployment& deployment) {
    auto& database = deployment.database();
    auto& records = deployment.records();
    repeat(engine, jobs::failure_report_job, Timing::every(minutes(10)),
           [&database, &records](const RunningJob&) {
               return jobs::report_failures(records,
                                            last_success(database, jobs::failure_report_job));
           });
    repeat(engine, casework::deadline_tick_job, Timing::every(minutes(15)),
           [&database, &records](const RunningJob& running) {
               return casework::tick_deadlines(
                   records, last_success(database, casework::deadline_tick_job), running);
           });
    repeat(engine, jobs::retention_job, Timing::daily(hours(5)),
           [&database, &records](const RunningJob& running) {
               const auto told = last_success(database, jobs::retention_job);
               const auto zone = records.dependencies().definitions()->time_zone();
               return jobs::review_retention(records, day_in_zone(told, zone), running);
           });
}

void add_field_use(jobs::Engine& engine, records::Service& records) {
    repeat(engine, jobs::unused_fields_job, Timing::daily(hours(2) + minutes(30)),
           [&records](const RunningJob& running) {
               return jobs::report_unused_fields(records, running);
           });
}

void add_user_upkeep(jobs::Engine& engine, Deployment& deployment) {
    const std::chrono::days kept(deployment.settings().integer("users.unverified_days"));
    const auto users = std::make_shared<access::Users>(deployment.people_parts());
    repeat(engine, jobs::unverified_users_job, Timing::daily(hours(3) + minutes(30)),
           [&deployment, users, kept](const RunningJob&) {
               return jobs::remove_unverified_users(*users, *deployment.directory().snapshot(),
                                                    deployment.clock().now() - kept);
           });
}

/// "01:30"; `invalid` naming the setting for anything else.
Result<minutes> backup_time(const Settings& settings) {
    const auto time = jobs::time_of_day(settings.text("backup.time"));
    if (!time) return refuse_field(Errc::invalid, "backup.time", "errors.settings.time");
    return *time;
}

Result<> add_backup(jobs::Engine& engine, Deployment& deployment) {
    const auto& settings = deployment.settings();
    AMPARO_TRY(const auto time, backup_time(settings));
    const jobs::BackupPlan plan{.folder = settings.text("backup.folder"),
                                .keep = static_cast<std::size_t>(settings.integer("backup.keep"))};
    if (plan.folder.empty()) return {};
    // A line of its own: a large backup takes longer than other upkeep should wait.
    engine.add_queue({.name = std::string(backup_queue), .workers = 1, .run_max = hours(24)});
    engine.repeat({.name = std::string(jobs::backup_job),
                   .queue = std::string(backup_queue),
                   .timing = Timing::daily(time),
                   .handler = [&database = deployment.database(), plan](const RunningJob& running) {
                       return jobs::back_up(database, plan, running);
                   }});
    return {};
}

/// Files are scanned in a line of their own, by nobody else's workers.
Result<> add_scanner(jobs::Engine& engine, Deployment& deployment) {
    AMPARO_TRY(auto named, jobs::Clamd::from_settings(deployment.settings()));
    if (!named) return {};
    const auto scanner = std::make_shared<const jobs::Clamd>(std::move(*named));
    auto& records = deployment.records();
    engine.add_queue({.name = std::string(records::scan_queue), .workers = scan_workers});
    engine.handle(std::string(records::scan_kind), [scanner, &records](const RunningJob& running) {
        return jobs::scan_file(records, *scanner, running);
    });
    engine.repeat({.name = std::string(jobs::scanner_check_job),
                   .queue = std::string(records::scan_queue),
                   .timing = Timing::every(minutes(5)),
                   .handler = [scanner, &database = deployment.database()](const RunningJob&) {
                       return jobs::check_scanner(database, *scanner);
                   }});
    return {};
}

void add_digest(jobs::Engine& engine, store::Database& database, notify::Service& notify) {
    repeat(engine, digest_job, Timing::daily(hours(7)),
           [&database, &notify](const RunningJob& running) {
               return notify.send_digests(last_success(database, digest_job), running);
           });
    repeat(engine, forget_job, Timing::daily(hours(4)),
           [&notify](const RunningJob&) -> Result<json::Object> {
               AMPARO_TRY(const auto forgotten, notify.forget_old());
               return json::Object{{"removed", forgotten}};
           });
}

void add_webhooks(jobs::Engine& engine, notify::WebhookService& webhooks) {
    auto& deliverer = webhooks.deliverer();
    engine.handle(std::string(notify::deliver_kind),
                  [&deliverer](const RunningJob& running) { return deliverer.run(running); });
    repeat(engine, webhook_upkeep_job, Timing::every(minutes(10)),
           [&deliverer](const RunningJob&) { return deliverer.look_after(); });
}

void add_task_digest(jobs::Engine& engine, const records::Service& records,
                     const Messages& messages) {
    repeat(engine, jobs::task_digest_job, Timing::daily(hours(6) + minutes(30)),
           [&records, &messages](const RunningJob& running) {
               return jobs::remind_of_tasks(records, messages, running);
           });
}

}  // namespace

Background::Background() = default;
Background::~Background() = default;

Result<std::unique_ptr<Background>> Background::create(Deployment& deployment,
                                                       const std::string& public_url) {
    std::unique_ptr<Background> background(new Background());
    AMPARO_TRY(auto messages, Messages::load(config_directory() / "messages"));
    background->messages_ = std::make_unique<const Messages>(std::move(messages));
    AMPARO_TRY(background->notify_, make_notify(deployment, public_url));
    AMPARO_TRY(background->webhooks_, make_webhooks(deployment, public_url));
    auto zone = [&deployment] { return deployment.definitions().snapshot()->time_zone(); };
    background->engine_ = std::make_unique<jobs::Engine>(deployment.database(), std::move(zone));
    auto& engine = *background->engine_;
    add_queues(engine, deployment.settings());
    add_records(engine, deployment.records());
    add_notify(engine, *background->notify_);
    add_registrations(engine, deployment);
    add_upkeep(engine, deployment);
    add_user_upkeep(engine, deployment);
    add_reviews(engine, deployment);
    add_field_use(engine, deployment.records());
    AMPARO_CHECK(add_backup(engine, deployment));
    AMPARO_CHECK(add_scanner(engine, deployment));
    add_digest(engine, deployment.database(), *background->notify_);
    add_webhooks(engine, *background->webhooks_);
    background->locations_ =
        std::make_unique<casework::ReportingLocationWatch>(deployment.records());
    engine.look_with([watch = background->locations_.get()]() -> Result<> {
        AMPARO_CHECK(watch->look());
        return {};
    });
    add_task_digest(engine, deployment.records(), *background->messages_);
    return background;
}

}  // namespace amparo::cli
