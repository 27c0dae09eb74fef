#include "access/registration_streams.hpp"

#include <algorithm>

#include "access/grants.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

/// What a stranger may do, by resource. Everything is about one's own records: what searches
/// others', finds matches, hands over, receives, imports or exports many is left out, and so is
/// whatever a later version adds.
struct Allowed {
    std::string_view resource;
    std::vector<std::string_view> actions;
};

const std::vector<Allowed>& allowed() {
    static const std::vector<Allowed> table{
        {"case",
         {"read", "create", "write", "flag", "add_note", "view_photo", "change_log", "sync_mobile",
          "remove_alert", "export_pdf", "incident_from_case", "incident_details_from_case",
          "view_incident_from_case", "services_section_from_case", "request_approval_assessment",
          "request_approval_case_plan", "request_approval_closure", "request_approval_action_plan",
          "request_approval_gbv_closure"}},
        {"incident",
         {"read", "create", "write", "flag", "change_log", "sync_mobile", "remove_alert",
          "export_pdf"}},
        {"tracing_request", {"read", "create", "write", "flag", "change_log", "export_pdf"}},
        {"dashboard", {"case_overview", "case_risk", "workflow", "dash_tasks", "dash_flags"}}};
    return table;
}

bool is_allowed(const std::string& resource, const ActionSet& actions) {
    const auto row = std::ranges::find(allowed(), resource, &Allowed::resource);
    if (row == allowed().end()) return actions.empty();
    return std::ranges::all_of(actions, [&](const std::string& action) {
        return is_restriction(action) ||
               std::ranges::find(row->actions, action) != row->actions.end();
    });
}

RegistrationStream stream_of(const json::Object& wire) {
    return {.unique_id = json::string_or(wire, "unique_id"),
            .role = RoleId(json::string_or(wire, "role")),
            .agency = AgencyId(json::string_or(wire, "agency")),
            .groups = json::string_list(wire, "user_groups")};
}

bool are_groups(const std::vector<std::string>& groups, const Directory& directory) {
    return std::ranges::all_of(groups, [&](const std::string& name) {
        const auto group = directory.group(GroupId(name));
        return group != nullptr && !group->disabled;
    });
}

bool is_usable(const RegistrationStream& stream, const Directory& directory) {
    const auto role = directory.role(stream.role);
    const auto agency = directory.agency(stream.agency);
    return role != nullptr && is_fit_for_strangers(*role) && agency != nullptr &&
           !agency->disabled && are_groups(stream.groups, directory);
}

bool is_stream_id(std::string_view id) {
    return !id.empty() && id.size() <= stream_id_bytes_max && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

/// What is wrong with the streams and their texts, each with where.
class StreamExamination {
  public:
    StreamExamination(const Directory& directory, const forms::Definitions& definitions)
        : directory_(directory), locales_(definitions.locales()) {}

    void look_at(std::string_view option, const json::Value& value) {
        const auto at = "/system_options/" + std::string(option);
        if (value.is_null()) return;
        if (option == streams_option) return streams(value, at);
        texts(value, at,
              option == stream_labels_option ? stream_label_characters_max
                                             : stream_consent_characters_max);
    }
    std::vector<Problem> take() { return std::move(problems_); }

  private:
    void demand(bool holds, const std::string& at, const char* message = "errors.fields.value") {
        if (!holds) problems_.push_back({at, message});
    }

    void streams(const json::Value& value, const std::string& at) {
        const auto* list = value.if_array();
        if (list == nullptr || list->size() > streams_max) return demand(false, at);
        std::vector<std::string> seen;
        for (std::size_t n = 0; n < list->size(); ++n) {
            const auto where = at + '/' + std::to_string(n);
            const auto* wire = (*list)[n].if_object();
            if (wire == nullptr) {
                demand(false, where);
                continue;
            }
            const auto stream = stream_of(*wire);
            const bool is_new = std::ranges::find(seen, stream.unique_id) == seen.end();
            demand(is_stream_id(stream.unique_id) && is_new, where + "/unique_id");
            seen.push_back(stream.unique_id);
            placing(*wire, stream, where);
        }
    }

    void placing(const json::Object& wire, const RegistrationStream& stream,
                 const std::string& where) {
        const auto role = directory_.role(stream.role);
        demand(role != nullptr, where + "/role");
        if (role != nullptr)
            demand(is_fit_for_strangers(*role), where + "/role", "errors.settings.stream_role");
        const auto agency = directory_.agency(stream.agency);
        demand(agency != nullptr && !agency->disabled, where + "/agency");
        const auto* groups = json::find(wire, "user_groups");
        const bool is_list = groups == nullptr || groups->is_array();
        demand(is_list && are_groups(stream.groups, directory_), where + "/user_groups");
    }

    /// {"en": {"stream": "text"}}.
    void texts(const json::Value& value, const std::string& at, std::size_t characters_max) {
        if (!value.is_object()) return demand(false, at);
        for (const auto& [locale, given] : value.get_object()) {
            const auto where = at + '/' + json::pointer_step(std::string(locale));
            const bool is_spoken =
                std::ranges::find(locales_, std::string(locale)) != locales_.end();
            if (!is_spoken || !given.is_object() || given.get_object().size() > streams_max) {
                demand(false, where);
                continue;
            }
            for (const auto& [id, text] : given.get_object())
                demand(is_stream_id(id) && is_text(text, characters_max),
                       where + '/' + json::pointer_step(std::string(id)));
        }
    }
    static bool is_text(const json::Value& value, std::size_t characters_max) {
        return value.is_string() && !text::trim(value.get_string()).empty() &&
               text::length(value.get_string()) <= characters_max;
    }

    const Directory& directory_;
    std::vector<std::string> locales_;
    std::vector<Problem> problems_;
};

Result<> check_grants(const Actor& actor, const Directory& directory,
                      const RegistrationStream& stream) {
    if (const auto role = directory.role(stream.role)) AMPARO_CHECK(check_role_grant(actor, *role));
    if (const auto agency = directory.agency(stream.agency))
        AMPARO_CHECK(check_agency_grant(actor, *agency));
    for (const auto& name : stream.groups)
        if (const auto group = directory.group(GroupId(name)))
            AMPARO_CHECK(check_group_grant(actor, *group));
    return {};
}

}  // namespace

bool is_fit_for_strangers(const Role& role) {
    const bool is_narrow = role.scope == ScopeKind::self || role.scope == ScopeKind::identified;
    const bool is_of_machines =
        role.user_category == "system" || role.user_category == "maintenance";
    return is_narrow && !is_of_machines && !role.disabled && !role.is_manager &&
           role.preview_fields.empty() &&
           std::ranges::all_of(role.permissions, [](const auto& entry) {
               return is_allowed(entry.first, entry.second);
           });
}

std::vector<RegistrationStream> usable_streams(const json::Object& system_settings,
                                               const Directory& directory) {
    std::vector<RegistrationStream> usable;
    const auto* options = json::find_object(system_settings, "system_options");
    const auto* list = options == nullptr ? nullptr : json::find_array(*options, streams_option);
    if (list == nullptr) return usable;
    for (const auto& element : *list) {
        const auto* wire = element.if_object();
        if (wire == nullptr || usable.size() == streams_max) continue;
        auto stream = stream_of(*wire);
        if (is_stream_id(stream.unique_id) && is_usable(stream, directory))
            usable.push_back(std::move(stream));
    }
    return usable;
}

std::optional<RegistrationStream> find_stream(const json::Object& system_settings,
                                              const Directory& directory, std::string_view name) {
    for (auto& stream : usable_streams(system_settings, directory))
        if (stream.unique_id == name) return std::move(stream);
    return std::nullopt;
}

bool is_stream_option(std::string_view name) {
    return name == streams_option || name == stream_labels_option || name == stream_consents_option;
}

Result<> check_stream_options(const Actor& actor, const Directory& directory,
                              const forms::Definitions& definitions, const json::Object& options) {
    StreamExamination examination(directory, definitions);
    for (const auto& [key, value] : options)
        if (is_stream_option(key)) examination.look_at(key, value);
    if (auto problems = examination.take(); !problems.empty()) {
        Error error{.code = Errc::invalid};
        error.problems = std::move(problems);
        return std::unexpected(std::move(error));
    }
    const auto* list = json::find_array(options, streams_option);
    if (list == nullptr) return {};
    for (const auto& element : *list)
        AMPARO_CHECK(check_grants(actor, directory, stream_of(element.get_object())));
    return {};
}

}  // namespace amparo::access
