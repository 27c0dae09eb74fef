// What the deployment is set to (administration.md §15).
#include <mutex>

#include "access/codes_of_conduct.hpp"
#include "access/wire.hpp"
#include "api/listing.hpp"
#include "api/map_tiles.hpp"
#include "api/route.hpp"
#include "api/wire.hpp"
#include "base/messages.hpp"
#include "base/settings.hpp"
#include "forms/scrubbing.hpp"
#include "records/service.hpp"
#include "records/settings_change.hpp"
#include "records/types.hpp"

namespace amparo::api {

namespace {

// Old clients and configurations compare it: the version whose wire this is.
constexpr std::string_view compatible_version = "2.15.2";
constexpr std::int64_t attachments_per_record = 100;
constexpr int open_age = 999;

constexpr std::string_view right_to_left[] = {"ar", "ar-IQ", "ar-JO", "ar-LB", "ar-SD", "fa-AF",
                                              "ku", "ku-IQ", "ps-AF", "aeb",   "ar-SY"};

/// Record type → the columns that one way to search looks at.
struct SearchFields {
    std::string version;
    json::Object exact;
    json::Object phonetic;
    json::Object phone;
};

json::Array listed(std::span<const std::string_view> names) {
    return json::Array(names.begin(), names.end());
}

/// They follow from the definitions alone, so they are worked out once for each version.
class SearchFieldsCache {
  public:
    std::shared_ptr<const SearchFields> of(const forms::Definitions& definitions) {
        const std::scoped_lock lock(mutex_);
        if (current_ && current_->version == definitions.version()) return current_;
        auto made = std::make_shared<SearchFields>();
        made->version = definitions.version();
        for (const auto& facts : records::record_types()) {
            made->exact.emplace(facts.segment, listed(facts.identifiers));
            made->phonetic.emplace(facts.segment, listed(facts.names));
            made->phone.emplace(facts.segment, listed(facts.phones));
        }
        current_ = std::move(made);
        return current_;
    }

  private:
    std::mutex mutex_;  // guards current_
    std::shared_ptr<const SearchFields> current_;
};

/// "0..5" → "0 - 5", "18..999" → "18+"; other spellings stay.
std::string range_to_wire(std::string_view stored) {
    const auto dots = stored.find("..");
    if (dots == std::string_view::npos) return std::string(stored);
    const std::string from(stored.substr(0, dots));
    const std::string to(stored.substr(dots + 2));
    return to == std::to_string(open_age) ? from + "+" : from + " - " + to;
}

json::Object age_ranges_to_wire(const json::Object& stored) {
    json::Object wire;
    for (const auto& [name, ranges] : stored) {
        json::Array texts;
        if (ranges.is_array()) {
            for (const auto& range : ranges.get_array()) {
                if (range.is_string()) texts.emplace_back(range_to_wire(range.get_string()));
            }
        }
        wire.emplace(name, std::move(texts));
    }
    return wire;
}

json::Object options_to_wire(const json::Object& settings, const access::Directory& directory) {
    json::Object options;
    if (const auto* stored = json::find_object(settings, "system_options")) {
        options = without_nulls(*stored);
    }
    options.erase("primero_promote_config");  // holds secrets of other servers
    if (!options.contains("maximum_attachments_per_record")) {
        options.emplace("maximum_attachments_per_record", attachments_per_record);
    }
    const auto& roles = directory.roles();
    options["allow_case_creation_from_referral"] = std::ranges::any_of(
        roles, [](const auto& role) { return role->can("case", "create_case_from_referral"); });
    return options;
}

json::Array rtl_locales(const forms::Definitions& definitions) {
    json::Array locales;
    for (const auto& locale : definitions.locales()) {
        if (std::ranges::find(right_to_left, locale) != std::end(right_to_left)) {
            locales.emplace_back(locale);
        }
    }
    return locales;
}

/// What the filters of the audit log offer.
json::Object audit_choices() {
    return {{"actions", json::Array{"login", "logout", "failed_login", "list", "index", "show",
                                    "create", "update", "delete", "attach", "detach", "close",
                                    "reopen", "enable_disable_record", "add_note"}},
            {"record_types", json::Array{"agency", "audit_log", "child", "form_section", "incident",
                                         "location", "lookup", "role", "system_settings",
                                         "tracing_request", "user", "user_group"}}};
}

/// A text of the catalogue by locale, as far as the deployment offers it.
json::Object in_all_languages(Call& call, const MessageKey& key) {
    json::Object texts;
    for (const auto& locale : call.definitions().locales())
        texts.emplace(locale, call.services().messages.text(locale, key));
    return texts;
}

json::Object stored_to_wire(Call& call, const json::Object& stored) {
    const auto& definitions = call.definitions();
    auto wire = without_nulls(stored);
    for (const auto* inner : {"locales", "approvals_labels_i18n", "time_zone"}) wire.erase(inner);
    if (forms::ScrubRules::of(stored).enabled) {
        wire[forms::scrubbing_key].get_object()["explanation"] =
            in_all_languages(call, MessageKey{"notes.scrubbing.explanation"});
    }
    if (const auto* ranges = json::find_object(stored, "age_ranges")) {
        wire["age_ranges"] = age_ranges_to_wire(*ranges);
    }
    if (const auto* labels = json::find_object(stored, "approvals_labels_i18n")) {
        wire["approvals_labels"] = by_name_then_locale(*labels, definitions);
    }
    wire["reporting_location_config"] =
        access::reporting_location_config(definitions, call.actor().role());
    const auto* options = json::find_object(stored, "system_options");
    const auto* labels =
        options == nullptr ? nullptr : json::find_object(*options, "field_labels_i18n");
    if (labels != nullptr) wire["field_labels"] = by_name_then_locale(*labels, definitions);
    auto shown = options_to_wire(stored, call.directory());
    shown["enforce_terms_of_use"] = call.services().settings.boolean("terms.enforced");
    wire["system_options"] = std::move(shown);
    if (const auto& code = call.directory().code_of_conduct()) {
        wire["code_of_conduct"] =
            access::to_wire(*code, call.actor().user().locale, definitions.default_locale());
    }
    return wire;
}

Result<http::Response> show_settings(Call& call, const json::Object& stored,
                                     SearchFieldsCache& cache) {
    const auto& definitions = call.definitions();
    auto wire = stored_to_wire(call, stored);
    wire["default_locale"] = definitions.default_locale();
    wire["locale"] = definitions.default_locale();
    wire["rtl_locales"] = rtl_locales(definitions);
    wire["primero_version"] = compatible_version;
    wire["amparo_version"] = AMPARO_VERSION;
    wire["export_require_password"] = true;
    wire["session_lock_minutes"] = call.services().settings.integer("session.lock_minutes");
    const auto tiles = MapTiles::from_settings(call.services().settings);
    if (tiles && !tiles->url.empty()) wire["map_tiles"] = tiles->to_wire();
    wire["audit_log"] = audit_choices();
    const auto search = cache.of(definitions);
    wire["exact_search_fields"] = search->exact;
    wire["phonetic_search_fields"] = search->phonetic;
    wire["phone_number_search_fields"] = search->phone;
    if (call.query_is_true("extended")) {
        json::Array agencies;
        for (const auto& agency : call.directory().agencies()) {
            agencies.emplace_back(access::to_wire({call.directory(), definitions}, *agency));
        }
        json::Array modules;
        for (const auto& module : definitions.modules()) {
            modules.emplace_back(module_to_wire(module, definitions));
        }
        wire["agencies"] = std::move(agencies);
        wire["modules"] = std::move(modules);
    }
    return ok(std::move(wire));
}

Result<http::Response> update_settings(Call& call, SearchFieldsCache& cache) {
    AMPARO_TRY(const auto changes, call.data());
    json::Array names;
    for (const auto& [key, value] : changes) names.emplace_back(key);
    call.audit().details["settings"] = std::move(names);
    AMPARO_TRY(
        const auto settings,
        records::change_settings(call.actor(), call.services().records.dependencies(), changes));
    return show_settings(call, settings, cache);
}

}  // namespace

Routes system_settings_routes() {
    auto cache = std::make_shared<SearchFieldsCache>();
    return {
        {.method = http::Method::get,
         .pattern = "/api/v2/system_settings",
         .handler =
             [cache](Call& call) {
                 return show_settings(call, call.definitions().system_settings(), *cache);
             },
         .model = "SystemSettings",
         .action = "show",
         .keep = Keep::ask_again},
        {.method = http::Method::patch,
         .pattern = "/api/v2/system_settings",
         .handler = [cache](Call& call) { return update_settings(call, *cache); },
         .model = "SystemSettings",
         .action = "update"},
    };
}

}  // namespace amparo::api
