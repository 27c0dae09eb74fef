// What possible matches are found by, in the hands of administrators (matching.md §13).
#include <limits>
#include <optional>

#include "api/demand.hpp"
#include "api/objects.hpp"
#include "api/route.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "matching/configurations/configurations.hpp"
#include "matching/live/service.hpp"

namespace amparo::api {

namespace {

using matching::StoredConfiguration;

constexpr std::int64_t configuration_id = 1;  // there is one; its number is the revision
constexpr std::size_t note_length_max = 2000;

/// Who put it in force, when and why.
json::Object facts_of(const StoredConfiguration& stored) {
    json::Object facts{{"number", stored.number()},
                       {"origin", name_of(stored.origin)},
                       {"changed_by", json::text_or_null(stored.changed_by)},
                       {"changed_at", json::text_or_null(stored.changed_at)},
                       {"note", json::text_or_null(stored.note)},
                       {"fit_id", json::text_or_null(stored.fit_id)},
                       {"restored_number", nullptr}};
    if (stored.origin == matching::ConfigurationOrigin::restored)
        facts["restored_number"] = stored.restored_version;
    return facts;
}

http::Response answer(const Call& call, const StoredConfiguration& stored) {
    auto facts = facts_of(stored);
    facts["is_catching_up"] = call.services().matching.is_catching_up();
    facts["automatic"] = call.services().match_configurations.automatic(stored.configuration);
    auto response = ok_with(stored.configuration, std::move(facts));
    response.headers.emplace_back("ETag", object_etag(configuration_id, stored.number()));
    return response;
}

/// The body's `note`, trimmed; why somebody changes something.
Result<std::string> note_of(const Call& call) {
    AMPARO_TRY(const auto body, call.body());
    const auto* value = body.if_contains("note");
    if (value == nullptr || value->is_null()) return std::string();
    if (!value->is_string()) return refuse_field(Errc::invalid, "/note", "errors.fields.value");
    auto note = text::trim(value->get_string());
    if (text::length(note) > note_length_max)
        return refuse_field(Errc::invalid, "/note", "errors.fields.value");
    return note;
}

std::optional<int> expected_number(const Call& call) {
    const auto revision = expected_revision(call, configuration_id);
    if (!revision) return std::nullopt;
    return static_cast<int>(*revision);
}

void note_number(Call& call, const StoredConfiguration& stored) {
    call.audit().record_id = std::to_string(stored.number());
    call.audit().details = json::Object{{"origin", name_of(stored.origin)}};
}

Result<int> number_in(const Call& call) {
    AMPARO_TRY(const auto number, call.number("number"));
    if (number < 0 || number > std::numeric_limits<int>::max())
        return refuse(Errc::not_found, "errors.not_found");
    return static_cast<int>(number);
}

Result<http::Response> show_configuration(Call& call) {
    AMPARO_TRY(const auto stored, call.services().match_configurations.current(call.actor()));
    return answer(call, stored);
}

Result<http::Response> change_configuration(Call& call) {
    AMPARO_CHECK(demand(call, "matching_configuration", {"manage"}));
    AMPARO_TRY(auto data, call.data());
    AMPARO_TRY(auto note, note_of(call));
    AMPARO_TRY(const auto stored, call.services().match_configurations.change(
                                      call.actor(), {.patch = std::move(data),
                                                     .note = std::move(note),
                                                     .expected_number = expected_number(call)}));
    note_number(call, stored);
    return answer(call, stored);
}

Result<http::Response> list_versions(Call& call) {
    AMPARO_TRY(const auto versions, call.services().match_configurations.all(call.actor()));
    json::Array rows;
    for (const auto& stored : versions) rows.emplace_back(facts_of(stored));
    const auto total = rows.size();
    return ok_with(std::move(rows), {{"total", total}});
}

Result<http::Response> show_version(Call& call) {
    AMPARO_TRY(const auto number, number_in(call));
    AMPARO_TRY(const auto stored, call.services().match_configurations.find(call.actor(), number));
    return answer(call, stored);
}

Result<http::Response> restore_version(Call& call) {
    AMPARO_CHECK(demand(call, "matching_configuration", {"manage"}));
    AMPARO_TRY(const auto number, number_in(call));
    AMPARO_TRY(auto note, note_of(call));
    AMPARO_TRY(const auto stored,
               call.services().match_configurations.restore(
                   call.actor(), number,
                   {.note = std::move(note), .expected_number = expected_number(call)}));
    note_number(call, stored);
    return answer(call, stored);
}

}  // namespace

Routes matching_configuration_routes() {
    using http::Method;
    constexpr std::string_view model = "MatchingConfiguration";
    return {{.method = Method::get,
             .pattern = "/api/v2/matching_configuration",
             .handler = show_configuration,
             .model = model,
             .action = "show"},
            {.method = Method::patch,
             .pattern = "/api/v2/matching_configuration",
             .handler = change_configuration,
             .model = model,
             .action = "update"},
            {.method = Method::get,
             .pattern = "/api/v2/matching_configuration/versions",
             .handler = list_versions,
             .model = model,
             .action = "list"},
            {.method = Method::get,
             .pattern = "/api/v2/matching_configuration/versions/{number}",
             .handler = show_version,
             .model = model,
             .action = "show"},
            {.method = Method::post,
             .pattern = "/api/v2/matching_configuration/versions/{number}/restore",
             .handler = restore_version,
             .model = model,
             .action = "restore"}};
}

}  // namespace amparo::api
