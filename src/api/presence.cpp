// Who else has a record open (beyond Primero v2). Kept in memory: neither the change log nor the
// audit log hears of it, and GET of the record has said already who looked.
#include "api/presence.hpp"

#include <array>

#include "api/record_call.hpp"
#include "base/clock.hpp"
#include "base/text.hpp"
#include "records/presence.hpp"
#include "records/service.hpp"

namespace amparo::api {

namespace {

using records::Presence;
using records::PresenceMode;

struct Place {
    std::string_view type;
    std::string_view pattern;
};
constexpr std::array<Place, 5> places{{
    {"case", "/api/v2/cases/{record_id}/presence"},
    {"incident", "/api/v2/incidents/{record_id}/presence"},
    {"tracing_request", "/api/v2/tracing_requests/{record_id}/presence"},
    {"family", "/api/v2/families/{record_id}/presence"},
    {"registry_record", "/api/v2/registry_records/{record_id}/presence"},
}};

enum class Word { view, edit, gone };

Result<Word> word_of(const json::Object& data) {
    const auto mode = json::string_or(data, "mode");
    if (mode == "view") return Word::view;
    if (mode == "edit") return Word::edit;
    if (mode == "gone") return Word::gone;
    return refuse_field(Errc::invalid, "/mode", "errors.fields.value");
}

Result<std::string> page_of(const json::Object& data) {
    auto page = json::string_or(data, "page");
    const auto size = text::length(page);
    if (size == 0 || size > records::presence_page_characters_max)
        return refuse_field(Errc::invalid, "/page", "errors.fields.value");
    return page;
}

/// Whoever was identified by others sees of their own record neither who owns it nor who else
/// works on it: only that somebody does.
json::Array to_wire(const std::vector<records::Present>& people, const access::Actor& viewer) {
    const bool sees_names = viewer.role().scope != access::ScopeKind::identified;
    json::Array list;
    for (const auto& one : people) {
        list.emplace_back(json::Object{
            {"user_name", sees_names ? json::Value(one.user_name) : json::Value(nullptr)},
            {"mode", one.mode == PresenceMode::edit ? "edit" : "view"},
            {"since", format_instant(one.since)}});
    }
    return list;
}

/// Only for those who may open the record, and change it where they say so: so nobody learns of
/// others at a record that is not theirs to see, and nobody is told of who may not.
Result<http::Response> note_presence(Call& call, std::string_view type, Presence& presence) {
    AMPARO_TRY(const auto id, record_of(call));
    const auto& records = call.services().records;
    AMPARO_TRY(const auto seen, records.read(call.actor(), type, id, "id"));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto word, word_of(data));
    AMPARO_TRY(auto name, page_of(data));
    const records::PresencePage page{.record_id = seen.id.text(),
                                     .user_name = call.actor().name().text(),
                                     .page = std::move(name)};
    const auto now = call.services().clock.now();
    if (word == Word::gone) {
        presence.forget(page);
        return no_content();
    }
    if (word == Word::edit) AMPARO_CHECK(records.read_for(call.actor(), type, id, "update"));
    presence.note(page, word == Word::edit ? PresenceMode::edit : PresenceMode::view, now);
    return ok(to_wire(presence.others(page, now), call.actor()));
}

}  // namespace

Routes presence_routes() {
    const auto presence = std::make_shared<Presence>();
    Routes routes;
    for (const auto& [type, pattern] : places) {
        routes.push_back({.method = http::Method::post,
                          .pattern = pattern,
                          .handler = [type, presence](Call& call) {
                              return note_presence(call, type, *presence);
                          }});
    }
    return routes;
}

}  // namespace amparo::api
