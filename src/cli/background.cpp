#include "cli/background.hpp"

#include "access/password_resets.hpp"
#include "access/services.hpp"
#include "casework/job_kinds.hpp"
#include "cli/deployment.hpp"
#include "cli/paths.hpp"
#include "jobs/integrity_check.hpp"
#include "jobs/recalculate_age.hpp"
#include "jobs/task_digest.hpp"
#include "jobs/upkeep.hpp"
#include "notify/vapid_keys.hpp"
#include "notify/webhooks/lanes.hpp"
#include "records/owner_fields.hpp"
#include "store/schedules.hpp"

namespace amparo::cli {
namespace {

using jobs::Timing;
using std::chrono::hours;
using std::chrono::minutes;
using store::RunningJob;

constexpr std::string_view upkeep_queue = "upkeep";
constexpr std::string_view digest_job = "NotificationDigest";
constexpr std::string_view forget_job = "NotificationCleanup";
constexpr std::string_view webhook_upkeep_job = "WebhookUpkeep";
// A receiver may take its time, so more may be told at once than other work is done at once.
constexpr int webhook_workers = 6;

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
                                            : notify::PushTargets::public_only};
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
    engine.handle(std::string(notify::send_push_kind),
                  [&notify](const RunningJob& running) { return notify.send_push(running); });
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

void add_digest(jobs::Engine& engine, store::Database& database, notify::Service& notify) {
    repeat(engine, digest_job, Timing::daily(hours(7)),
           [&database, &notify](const RunningJob& running) {
               const auto schedule = database.read([](store::Snapshot& snapshot) {
                   return store::find_schedule(snapshot, std::string(digest_job));
               });
               return notify.send_digests(schedule ? schedule->success_at : Instant{}, running);
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
    add_upkeep(engine, deployment);
    add_digest(engine, deployment.database(), *background->notify_);
    add_webhooks(engine, *background->webhooks_);
    add_task_digest(engine, deployment.records(), *background->messages_);
    return background;
}

}  // namespace amparo::cli
