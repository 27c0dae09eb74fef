#include "cli/job_commands.hpp"

#include <algorithm>
#include <array>
#include <iostream>

#include "cli/deployment.hpp"
#include "store/jobs.hpp"
#include "store/schedules.hpp"

namespace amparo::cli {
namespace {

/// What people or records say, which a list of jobs must not show.
constexpr std::array<std::string_view, 3> hidden_members{"subject", "message", "token"};

std::string moment(Instant at) {
    return at == Instant{} ? "-" : format_instant(at);
}

std::string or_dash(const std::string& text) {
    return text.empty() ? "-" : text;
}

void print_line(const store::Job& job) {
    std::cout << job.id << "\t" << store::wire_name(job.state) << "\t" << job.queue << "\t"
              << job.kind << "\t" << job.attempts << "/" << job.attempts_max << "\t"
              << moment(job.run_at) << "\t" << or_dash(job.error) << "\n";
}

void hide_texts(json::Value& value) {
    if (auto* list = value.if_array()) {
        for (auto& entry : *list) hide_texts(entry);
    }
    auto* object = value.if_object();
    if (object == nullptr) return;
    for (auto& [key, member] : *object) {
        const bool is_hidden =
            std::ranges::find(hidden_members, std::string_view(key)) != hidden_members.end();
        if (is_hidden) {
            member = "…";
        } else {
            hide_texts(member);
        }
    }
}

std::string without_texts(const json::Object& object) {
    json::Value shown = object;
    hide_texts(shown);
    return json::write(shown);
}

std::unexpected<Error> no_such_job(std::int64_t id) {
    return refuse_field(Errc::not_found, std::to_string(id), MessageKey{"cli.no_such_job"});
}

}  // namespace

Result<> list_jobs(const CommonOptions& options, const JobListOptions& wanted,
                   const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    AMPARO_TRY(const auto jobs, deployment->database().read([&](store::Snapshot& snapshot) {
        return store::list_jobs(
            snapshot, {.state = store::job_state_named(wanted.state), .count = wanted.count});
    }));
    for (const auto& job : jobs) print_line(job);
    if (jobs.empty()) console.note("cli.jobs_none");
    return {};
}

Result<> show_job(const CommonOptions& options, std::int64_t id, const Console& /*console*/) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    AMPARO_TRY(const auto job, deployment->database().read([&](store::Snapshot& snapshot) {
        return store::find_job(snapshot, id);
    }));
    if (!job) return no_such_job(id);
    print_line(*job);
    std::cout << "payload\t" << without_texts(job->payload) << "\n"
              << "result\t" << without_texts(job->result) << "\n";
    return {};
}

Result<> retry_jobs(const CommonOptions& options, const std::vector<std::int64_t>& ids,
                    const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    AMPARO_TRY(const auto count, deployment->database().write(
                                     [&](store::Transaction& transaction) -> Result<std::size_t> {
                                         if (ids.empty())
                                             return store::retry_failed_jobs(transaction);
                                         for (const auto id : ids) {
                                             if (!store::retry_job(transaction, id))
                                                 return no_such_job(id);
                                         }
                                         return ids.size();
                                     }));
    console.say(MessageKey("cli.jobs_retried", {{"count", std::to_string(count)}}));
    return {};
}

Result<> show_schedule(const CommonOptions& options, const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    const auto schedules = deployment->database().read(
        [](store::Snapshot& snapshot) { return store::list_schedules(snapshot); });
    for (const auto& schedule : schedules) {
        std::cout << schedule.name << "\t" << moment(schedule.next_at) << "\t"
                  << moment(schedule.success_at) << "\t" << or_dash(schedule.error) << "\n";
    }
    if (schedules.empty()) console.note("cli.jobs_none");
    return {};
}

Result<> hasten_job(const CommonOptions& options, const std::string& name, const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    const auto hastened = deployment->database().write(
        [&](store::Transaction& transaction) { return store::hasten_schedule(transaction, name); });
    if (!hastened) {
        return refuse_field(Errc::not_found, name, MessageKey{"cli.no_such_schedule"});
    }
    console.say(MessageKey("cli.jobs_due", {{"name", name}}));
    return {};
}

}  // namespace amparo::cli
