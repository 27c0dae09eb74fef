#include "records/settings_change.hpp"

#include <algorithm>
#include <optional>

#include "access/registration_streams.hpp"
#include "base/text.hpp"
#include "forms/plausibility.hpp"
#include "records/live_definitions.hpp"
#include "records/types.hpp"
#include "store/documents.hpp"

namespace amparo::records {
namespace {

constexpr std::string_view texts_key = "interface_texts_i18n";
constexpr std::string_view presets_key = "home_presets";
constexpr std::string_view name_key = "discreet_name";
constexpr std::string_view options_key = "system_options";

// The same as in the web app (shared/i18n/text-overrides.ts): no other text can be replaced.
constexpr std::string_view text_areas[] = {"filter", "listHeader", "dashboard", "navigation",
                                           "page",   "action",     "form"};

/// A number of `system_options` that may be set, and how large it may be.
struct NumberOption {
    std::string_view name;
    std::int64_t least;
    std::int64_t most;
};
constexpr NumberOption number_options[] = {{"days_without_contact", 1, days_without_contact_max},
                                           {"caseload_maximum", 0, 1000},
                                           {"maximum_users", 1, 1'000'000}};

/// Who may open a file that is being checked for viruses (file_scan.hpp).
constexpr std::string_view pending_files_option = "pending_files";
constexpr std::string_view pending_files_choices[] = {"writers", "everyone", "nobody"};

/// What is on or off: whether records are saved without required answers (required_answers.hpp),
/// whether the app offers that nothing is sent, and whether its lock may have a PIN.
constexpr std::string_view flag_options[] = {"incomplete_records", "field_mode", "lock_pin"};

bool is_short_text(const json::Value& value, std::size_t characters_max) {
    return value.is_string() && !text::trim(value.get_string()).empty() &&
           text::length(value.get_string()) <= characters_max;
}

/// What is wrong with the changes, each with where.
class Examination {
  public:
    explicit Examination(const forms::Definitions& definitions) : definitions_(definitions) {}

    void look_at(std::string_view key, const json::Value& value) {
        const auto at = '/' + std::string(key);
        if (key == options_key) return options(value, at);
        if (value.is_null() && is_known(key)) return;
        if (key == forms::plausibility_key)
            rules(value, at);
        else if (key == texts_key)
            texts(value, at);
        else if (key == presets_key)
            presets(value, at);
        else if (key == name_key)
            demand(is_short_text(value, app_name_characters_max), at);
        else
            problems_.push_back({at, "errors.settings.not_settable"});
    }
    std::vector<Problem> take() { return std::move(problems_); }

  private:
    static bool is_known(std::string_view key) {
        return key == forms::plausibility_key || key == texts_key || key == presets_key ||
               key == name_key;
    }
    void demand(bool holds, const std::string& at) {
        if (!holds) problems_.push_back({at, "errors.fields.value"});
    }

    void options(const json::Value& value, const std::string& at) {
        if (!value.is_object()) return demand(false, at);
        for (const auto& [key, option] : value.get_object()) {
            const auto where = at + '/' + json::pointer_step(std::string(key));
            const std::string_view name(key);
            if (access::is_stream_option(name)) continue;  // change_settings() has looked at them
            if (name == pending_files_option) {
                demand(option.is_null() || is_pending_choice(option), where);
                continue;
            }
            if (std::ranges::find(flag_options, name) != std::end(flag_options)) {
                demand(option.is_null() || option.is_bool(), where);
                continue;
            }
            const auto* known = std::ranges::find(number_options, name, &NumberOption::name);
            if (known == std::end(number_options))
                problems_.push_back({where, "errors.settings.not_settable"});
            else if (!option.is_null())
                demand(option.is_int64() && option.get_int64() >= known->least &&
                           option.get_int64() <= known->most,
                       where);
        }
    }

    static bool is_pending_choice(const json::Value& value) {
        return value.is_string() &&
               std::ranges::find(pending_files_choices, std::string_view(value.get_string())) !=
                   std::end(pending_files_choices);
    }

    void rules(const json::Value& value, const std::string& at) {
        const auto* list = value.if_array();
        if (list == nullptr || list->size() > forms::plausibility_rules_max)
            return demand(false, at);
        for (std::size_t n = 0; n < list->size(); ++n) {
            const json::Object alone{{forms::plausibility_key, json::Array{(*list)[n]}}};
            const auto read = forms::plausibility_rules(alone);
            demand(!read.empty() && facts_of(read.front().record_type) != nullptr,
                   at + '/' + std::to_string(n));
        }
    }

    void texts(const json::Value& value, const std::string& at) {
        if (!value.is_object()) return demand(false, at);
        const auto locales = definitions_.locales();
        for (const auto& [locale, given] : value.get_object()) {
            const auto where = at + '/' + json::pointer_step(std::string(locale));
            const bool is_spoken = std::ranges::find(locales, std::string(locale)) != locales.end();
            if (!is_spoken || !given.is_object() ||
                given.get_object().size() > interface_texts_max) {
                demand(false, where);
                continue;
            }
            for (const auto& [id, text] : given.get_object())
                demand(is_replaceable(id) && is_short_text(text, interface_text_characters_max),
                       where + '/' + json::pointer_step(std::string(id)));
        }
    }
    static bool is_replaceable(std::string_view id) {
        const auto dot = id.find('.');
        return dot != std::string_view::npos && id.size() <= 100 &&
               std::ranges::find(text_areas, id.substr(0, dot)) != std::end(text_areas);
    }

    void presets(const json::Value& value, const std::string& at) {
        if (!value.is_object() || value.get_object().size() > home_presets_max)
            return demand(false, at);
        for (const auto& [role, preset] : value.get_object())
            demand(preset.is_null() || is_preset(preset),
                   at + '/' + json::pointer_step(std::string(role)));
    }
    static bool is_preset(const json::Value& value) {
        const auto* preset = value.if_object();
        if (preset == nullptr || preset->size() != 2) return false;
        return std::ranges::all_of(std::initializer_list<const char*>{"order", "hidden"},
                                   [&](const auto* key) {
                                       const auto* parts = json::find_array(*preset, key);
                                       return parts != nullptr && are_parts(*parts);
                                   });
    }
    static bool are_parts(const json::Array& parts) {
        constexpr std::size_t part_id_characters_max = 40;
        return parts.size() <= home_parts_max && std::ranges::all_of(parts, [](const auto& part) {
                   return is_short_text(part, part_id_characters_max);
               });
    }

    const forms::Definitions& definitions_;
    std::vector<Problem> problems_;
};

void lay_over(json::Object& settings, std::string_view key, const json::Value& value) {
    // An empty list says that there shall be none: a later version brings none again.
    if (key == forms::plausibility_key && value.is_null())
        settings[key] = json::Array();
    else if (value.is_null())
        settings.erase(key);
    else
        settings[key] = value;
}

}  // namespace

std::string discreet_name_of(const forms::Definitions& definitions, const std::string& of_server) {
    auto name = text::trim(json::string_or(definitions.system_settings(), name_key));
    return name.empty() ? of_server : name;
}

Result<json::Object> settings_with(const json::Object& stored, const json::Object& changes,
                                   const forms::Definitions& definitions) {
    Examination examination(definitions);
    for (const auto& [key, value] : changes) examination.look_at(key, value);
    if (auto problems = examination.take(); !problems.empty()) {
        Error error{.code = Errc::invalid};
        error.problems = std::move(problems);
        return std::unexpected(std::move(error));
    }
    auto settings = stored;
    for (const auto& [key, value] : changes) {
        const bool is_merged = std::string_view(key) == options_key ||
                               (std::string_view(key) == presets_key && value.is_object());
        if (!is_merged) {
            lay_over(settings, key, value);
            continue;
        }
        auto& members = settings[key];
        if (!members.is_object()) members = json::Object();
        for (const auto& [name, member] : value.get_object())
            lay_over(members.get_object(), name, member);
    }
    return settings;
}

Result<json::Object> change_settings(const access::Actor& actor, const Dependencies& on,
                                     const json::Object& changes) {
    if (!actor.can("system", "manage")) return refuse_forbidden();
    const auto definitions = on.definitions();
    if (const auto* options = json::find_object(changes, options_key))
        AMPARO_CHECK(access::check_stream_options(actor, *on.directory(), *definitions, *options));
    return on.database->write([&](store::Transaction& transaction) -> Result<json::Object> {
        AMPARO_TRY(const auto stored,
                   store::find_document(transaction, system_settings_kind, only_settings_key));
        const auto before = stored ? stored->data : json::Object();
        AMPARO_TRY(auto settings, settings_with(before, changes, *definitions));
        if (settings == before) return settings;
        AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(system_settings_kind),
                                                       .key = std::string(only_settings_key),
                                                       .expected = stored ? stored->revision : 0,
                                                       .data = settings,
                                                       .actor = actor.name().text(),
                                                       .at = on.clock->now()}));
        return settings;
    });
}

Result<> add_missing_settings(store::Database& database, const json::Object& defaults, Instant at) {
    const auto* rules = json::find_array(defaults, forms::plausibility_key);
    const auto stored_in = [](store::Snapshot& snapshot) {
        return store::find_document(snapshot, system_settings_kind, only_settings_key);
    };
    AMPARO_TRY(auto stored, database.read(stored_in));
    if (rules == nullptr || !stored || stored->data.contains(forms::plausibility_key)) return {};
    stored->data[forms::plausibility_key] = *rules;
    return database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(system_settings_kind),
                                                       .key = std::string(only_settings_key),
                                                       .expected = stored->revision,
                                                       .data = stored->data,
                                                       .actor = "system",
                                                       .at = at}));
        return {};
    });
}

}  // namespace amparo::records
