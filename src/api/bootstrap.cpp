// What a client reads before anybody has signed in (administration.md §26), and whom to ask for
// help (§16).
#include <algorithm>

#include "access/agency_files.hpp"
#include "access/identity_providers.hpp"
#include "access/paging.hpp"
#include "api/demand.hpp"
#include "api/listing.hpp"
#include "api/registration.hpp"
#include "api/route.hpp"
#include "base/messages.hpp"
#include "base/settings.hpp"
#include "records/settings_change.hpp"
#include "store/documents.hpp"

namespace amparo::api {

namespace {

// The oldest web app that understands our answers; an older one tells people to load a new one.
constexpr const char* client_version_min = "0.1.0";
constexpr std::string_view contact_kind = "contact_information";
constexpr std::string_view contact_key = "1";
constexpr std::size_t contact_text_max = 10'000;
constexpr std::string_view contact_members[] = {"name",     "organization",      "phone",
                                                "location", "other_information", "support_forum",
                                                "email",    "position"};

constexpr std::size_t shown_agencies_max = 3;

/// Enabled agencies with that mark and a logo, in their order: what anybody may see of them.
json::Array agencies_with_logo(Call& call, std::string_view mark, std::size_t most) {
    auto agencies = call.directory().agencies();
    std::ranges::stable_sort(agencies, {}, [](const auto& agency) { return agency->order; });
    json::Array wire;
    for (const auto& agency : agencies) {
        const bool is_wanted = !agency->disabled && wire.size() < most &&
                               json::bool_or(agency->attributes, mark, false) &&
                               access::agency_file(*agency, access::logo_full).has_value();
        if (!is_wanted) continue;
        json::Object shown{
            {"unique_id", agency->unique_id.text()},
            {"name", access::translated_or_any(agency->name, call.definitions().default_locale())}};
        for (const auto member : {access::logo_full, access::logo_icon}) {
            const auto url = access::agency_file_url(*agency, member);
            if (!url.empty()) shown[member] = url;
        }
        wire.emplace_back(std::move(shown));
    }
    return wire;
}

/// Set where a phone must not betray what the app is for: by the deployment, else by whoever
/// runs the server.
std::string discreet_name(Call& call) {
    return records::discreet_name_of(call.definitions(),
                                     call.services().settings.text("web.discreet_name"));
}

bool is_discreet(Call& call) {
    return !discreet_name(call).empty();
}

std::string app_name(Call& call) {
    auto name = discreet_name(call);
    return name.empty() ? "Amparo" : name;
}

struct Shortcut {
    const char* name;
    const char* discreet;
    const char* url;
};
constexpr Shortcut shortcuts[] = {{"app.shortcut.new_case", "app.discreet.new", "/v2/cases/new"},
                                  {"app.shortcut.search", "app.discreet.search", "/v2/search"},
                                  {"app.shortcut.tasks", "app.discreet.tasks", "/v2/tasks"}};

/// Plain pictures where the app is discreet.
json::Array app_icons(bool is_plain) {
    const std::string stem = is_plain ? "/icons/plain" : "/icons/icon";
    json::Array icons{
        json::Object{{"src", stem + ".svg"}, {"sizes", "any"}, {"type", "image/svg+xml"}}};
    for (const auto* size : {"144", "192", "512"}) {
        icons.emplace_back(json::Object{{"src", stem + "-" + size + ".png"},
                                        {"sizes", std::string(size) + "x" + size},
                                        {"type", "image/png"}});
    }
    icons.emplace_back(json::Object{{"src", stem + "-maskable-512.png"},
                                    {"sizes", "512x512"},
                                    {"type", "image/png"},
                                    {"purpose", "maskable"}});
    return icons;
}

json::Object app_manifest(Call& call, const std::string& locale) {
    const bool is_plain = is_discreet(call);
    const auto text = [&](const char* key) {
        return call.services().messages.text(locale, MessageKey{key});
    };
    json::Array ways;
    for (const auto& shortcut : shortcuts)
        ways.emplace_back(json::Object{{"name", text(is_plain ? shortcut.discreet : shortcut.name)},
                                       {"url", shortcut.url}});
    const auto name = app_name(call);
    json::Object manifest{{"id", "/v2/"},
                          {"name", name},
                          {"short_name", name},
                          {"lang", locale},
                          {"dir", locale == "ar" ? "rtl" : "ltr"},
                          {"start_url", "/v2/"},
                          {"scope", "/"},
                          {"display", "standalone"},
                          {"background_color", is_plain ? "#f3f3f3" : "#faf7f1"},
                          {"theme_color", is_plain ? "#4a5560" : "#0f4f52"},
                          {"shortcuts", std::move(ways)},
                          {"icons", app_icons(is_plain)}};
    if (!is_plain) manifest["description"] = text("app.description");
    return manifest;
}

/// What a phone is told of the app that is installed on it (web-app.md §23).
Result<http::Response> show_manifest(Call& call) {
    const auto known = call.definitions().locales();
    auto locale = call.query("locale");
    if (std::ranges::find(known, locale) == known.end())
        locale = call.definitions().default_locale();
    http::Response response;
    response.set_header("Content-Type", "application/manifest+json; charset=utf-8");
    response.body = json::write(app_manifest(call, locale));
    return response;
}

/// Whether the sign-in page has more to ask for than a password.
bool has_providers(const Call& call) {
    const auto rules = call.services().identity_providers.rules();
    return rules.is_required || std::ranges::any_of(*rules.providers, [](const auto& provider) {
               return provider.is_enabled() && !provider.is_local();
           });
}

Result<http::Response> public_info(Call& call) {
    const auto& definitions = call.definitions();
    json::Object info{{"version", AMPARO_VERSION},
                      {"client_version_min", client_version_min},
                      {"config_ui", "full"},
                      {"sandbox_ui", call.services().settings.boolean("demo.banner")},
                      {"app_name", app_name(call)},
                      {"discreet", is_discreet(call)},
                      {"locales", json::to_array(definitions.locales())},
                      {"default_locale", definitions.default_locale()},
                      {"agencies", agencies_with_logo(call, "logo_enabled", shown_agencies_max)},
                      {"agencies_logo_options",
                       agencies_with_logo(call, "pdf_logo_option", limits::page_size_max)},
                      {"webpush_enabled", false},
                      {"identity_providers", has_providers(call)}};
    add_registration(call, info);
    return ok(std::move(info));
}

Result<std::optional<store::Document>> stored_contact(Call& call) {
    return call.services().database.read([](store::Snapshot& snapshot) {
        return store::find_document(snapshot, contact_kind, contact_key);
    });
}

Result<http::Response> show_contact(Call& call) {
    AMPARO_TRY(const auto document, stored_contact(call));
    if (!document) return refuse(Errc::not_found, "errors.not_found");
    auto wire = without_nulls(document->data);
    wire["system_version"] = AMPARO_VERSION;
    wire["updated_at"] = format_instant(document->updated_at);
    return ok(std::move(wire));
}

/// The members a body may set, each a text; null clears.
Result<json::Object> contact_from_wire(const json::Object& data) {
    json::Object contact;
    Error error{.code = Errc::invalid};
    for (const auto member : contact_members) {
        const auto* value = json::find(data, member);
        if (value == nullptr) continue;
        const bool is_good = value->is_null() ||
                             (value->is_string() && value->as_string().size() <= contact_text_max);
        if (is_good) {
            contact.emplace(member, *value);
        } else {
            error.problems.push_back({"/" + std::string(member), "errors.fields.value"});
        }
    }
    if (!error.problems.empty()) return std::unexpected(std::move(error));
    return contact;
}

Result<http::Response> update_contact(Call& call) {
    AMPARO_CHECK(demand(call, "system", {"manage"}));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto changes, contact_from_wire(data));
    AMPARO_TRY(const auto stored, stored_contact(call));
    auto contact = stored ? stored->data : json::Object{};
    for (const auto& [key, value] : changes) contact.insert_or_assign(key, value);
    const auto now = call.services().clock.now();
    auto write = call.services().database.write([&](store::Transaction& transaction) {
        return store::put_document(transaction, {.kind = std::string(contact_kind),
                                                 .key = std::string(contact_key),
                                                 .expected = stored ? stored->revision : 0,
                                                 .data = contact,
                                                 .actor = call.actor().name().text(),
                                                 .at = now});
    });
    AMPARO_TRY(const auto revision, std::move(write));
    static_cast<void>(revision);
    auto wire = without_nulls(contact);
    wire["id"] = 1;
    wire["updated_at"] = format_instant(now);
    return ok(std::move(wire));
}

}  // namespace

Routes bootstrap_routes() {
    using http::Method;
    return {
        {.method = Method::get,
         .pattern = "/api/v2/primero",
         .handler = public_info,
         .door = Door::open,
         .keep = Keep::ask_again},
        {.method = Method::get,
         .pattern = "/api/v2/app_manifest",
         .handler = show_manifest,
         .door = Door::open,
         .keep = Keep::ask_again},
        {.method = Method::get, .pattern = "/api/v2/contact_information", .handler = show_contact},
        {.method = Method::patch,
         .pattern = "/api/v2/contact_information",
         .handler = update_contact,
         .model = "ContactInformation",
         .action = "update"},
    };
}

}  // namespace amparo::api
