#include "casework/transitions/transitions_test_support.hpp"

#include <algorithm>

#include "casework/hooks.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"
#include "records/live_definitions.hpp"
#include "store/documents.hpp"
#include "store/jobs.hpp"

namespace amparo::casework {

TransitionWorld::TransitionWorld() : world(hooks()) {}

RecordId TransitionWorld::new_case() {
    return world
        .create_case("worker_a", records::object_of(R"({"name_first": "Ada", "age": 9,
            "consent_for_services": true, "disclosure_other_orgs": true,
            "services_section": [{"service_type": "health_medical_service",
                                  "service_response_type": "service_provision"}]})"))
        .id;
}

RecordId TransitionWorld::new_case_without_consent() {
    return world.create_case("worker_a", records::object_of(R"({"name_first": "Bo", "age": 8})"))
        .id;
}

Result<json::Object> TransitionWorld::assign(const std::string& by, const RecordId& id,
                                             const std::string& to) {
    return casework::assign(world.as(by), world.records(), {"case", id}, {.to = to});
}

Result<json::Object> TransitionWorld::refer(const std::string& by, const RecordId& id,
                                            ReferralInput input) {
    return casework::refer(world.as(by), world.records(), id, input);
}

Result<json::Object> TransitionWorld::transfer(const std::string& by, const RecordId& id,
                                               const std::string& to) {
    return casework::transfer(world.as(by), world.records(), id, {.to = to});
}

Result<json::Object> TransitionWorld::answer(const std::string& by, const RecordId& id,
                                             const json::Object& transition,
                                             TransitionStatus status) {
    const auto type = transition_type_named(json::string_or(transition, "type"));
    return casework::answer(
        world.as(by), world.records(),
        {.record_id = id, .type = type.value(), .id = json::string_or(transition, "id")},
        {.status = status});
}

void TransitionWorld::set_option(std::string_view name, json::Value value) {
    const auto kind = records::system_settings_kind;
    const auto done = world.database().write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto settings, store::find_document(transaction, kind, "default"));
        AMPARO_REQUIRE(settings.has_value());
        settings->data[name] = std::move(value);
        AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(kind),
                                                       .key = "default",
                                                       .data = std::move(settings->data),
                                                       .actor = "admin",
                                                       .at = world.clock.now()}));
        return {};
    });
    AMPARO_REQUIRE(done.has_value());
}

std::vector<std::string> TransitionWorld::alerts(const RecordId& id) {
    std::vector<std::string> types;
    const auto stored = data(id);
    for (const auto* alert : records::derived::rows(stored, "alerts"))
        types.push_back(json::string_or(*alert, "type"));
    return types;
}

std::vector<std::string> TransitionWorld::told() {
    const auto jobs = world.database().read(
        [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 1000}); });
    std::vector<std::string> told;
    if (!jobs) return told;
    for (const auto& job : *jobs) {
        const auto event = records::event_of(job);
        if (job.kind != records::announce_kind || !event) continue;
        for (const auto& name : event->recipients)
            told.push_back(std::string(records::wire_name(event->kind)) + ":" + name.text());
    }
    std::ranges::reverse(told);
    return told;
}

bool TransitionWorld::may_read(const std::string& user, const RecordId& id) {
    return world.records().read(world.as(user), "case", id, "").has_value();
}

int count_of(const json::Object& result, std::string_view key) {
    const auto* value = result.if_contains(key);
    return value == nullptr ? -1 : value->to_number<int>();
}

std::string refusal(const Result<json::Object>& outcome) {
    if (outcome) return {};
    return outcome.error().field + " " + outcome.error().message.key;
}

}  // namespace amparo::casework
