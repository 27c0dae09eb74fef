#include <algorithm>

#include "access/permission_catalogue.hpp"
#include "access/role.hpp"

namespace amparo::access {
namespace {

/// Reads the members of a role one after the other and gathers what is wrong.
class RoleReader {
  public:
    explicit RoleReader(const json::Object& configured) : in_(configured) {}

    Result<Role> read() {
        role_.unique_id = RoleId(json::string_or(in_, "unique_id"));
        role_.id = json::integer_or(in_, "id", 0);
        role_.name = json::string_or(in_, "name");
        role_.is_manager = json::bool_or(in_, "is_manager", false);
        role_.disabled = json::bool_or(in_, "disabled", false);
        role_.referral = json::bool_or(in_, "referral", false);
        role_.transfer = json::bool_or(in_, "transfer", false);
        role_.referral_authorization = json::bool_or(in_, "referral_authorization", false);
        role_.second_factor_required = json::bool_or(in_, "second_factor_required", false);
        role_.user_category = json::string_or(in_, "user_category");
        role_.module_ids = json::string_list(in_, "module_unique_ids");
        read_scope();
        read_level();
        read_lock();
        read_category();
        read_permissions();
        read_forms();
        if (!problems_.empty()) {
            return std::unexpected(Error{.code = Errc::invalid,
                                         .message = "errors.invalid_record",
                                         .problems = std::move(problems_)});
        }
        role_.attributes = in_;
        return std::move(role_);
    }

  private:
    void report(std::string pointer, const char* message) {
        problems_.push_back({std::move(pointer), message});
    }

    void read_scope() {
        const auto* given = json::find(in_, "group_permission");
        if (given == nullptr || given->is_null()) return;
        const auto scope = parse_scope_kind(json::string_or(in_, "group_permission"));
        if (scope) {
            role_.scope = *scope;
        } else {
            report("/group_permission", "errors.models.role.group_permission");
        }
    }

    void read_level() {
        const auto* given = json::find(in_, "reporting_location_level");
        if (given == nullptr || given->is_null()) return;
        const auto level = json::as_integer(*given);
        if (level && *level >= 0 && *level <= 9) {
            role_.reporting_location_level = static_cast<int>(*level);
        } else {
            report("/reporting_location_level", "errors.models.role.reporting_location_level");
        }
    }

    void read_lock() {
        const auto* given = json::find(in_, "session_lock_minutes");
        if (given == nullptr || given->is_null()) return;
        const auto minutes = json::as_integer(*given);
        if (minutes && *minutes >= 1 && *minutes <= session_lock_minutes_max) {
            role_.session_lock_minutes = static_cast<int>(*minutes);
        } else {
            report("/session_lock_minutes", "errors.validation.number_range");
        }
    }

    void read_category() {
        constexpr std::string_view known[] = {"", "limited", "system", "maintenance", "identified"};
        if (std::ranges::find(known, role_.user_category) == std::end(known)) {
            report("/user_category", "errors.models.role.user_category");
        }
    }

    void read_permissions() {
        const auto* permissions = json::find_object(in_, "permissions");
        if (permissions == nullptr) return;
        for (const auto& [resource, actions] : *permissions) {
            if (resource == "objects") {
                read_objects(actions);
            } else if (find_resource(resource) == nullptr) {
                report("/permissions/" + json::pointer_step(resource),
                       "errors.models.role.unknown_resource");
            } else {
                read_actions(resource, actions);
            }
        }
    }

    void read_actions(std::string_view resource, const json::Value& actions) {
        const auto pointer = "/permissions/" + json::pointer_step(resource);
        if (!actions.is_array()) return report(pointer, "errors.models.role.unknown_action");
        ActionSet granted;
        std::size_t position = 0;
        for (const auto& action : actions.get_array()) {
            const bool is_known = action.is_string() &&
                                  is_known_action(resource, std::string_view(action.get_string()));
            if (is_known) {
                granted.emplace(action.get_string());
            } else {
                report(pointer + "/" + std::to_string(position),
                       "errors.models.role.unknown_action");
            }
            ++position;
        }
        if (!granted.empty()) role_.permissions.emplace(resource, std::move(granted));
    }

    void read_objects(const json::Value& value) {
        if (!value.is_object()) {
            return report("/permissions/objects", "errors.models.role.unknown_resource");
        }
        const auto& objects = value.get_object();
        role_.role_limits = json::string_list(objects, "role");
        role_.agency_limits = json::string_list(objects, "agency");
        const auto* report_limits = json::find_object(objects, "managed_report");
        if (report_limits == nullptr) return;
        role_.insight_scope = json::string_or(*report_limits, "scope", "all");
        constexpr std::string_view known[] = {"all", "agency", "group", "self"};
        if (std::ranges::find(known, role_.insight_scope) == std::end(known)) {
            report("/permissions/objects/managed_report/scope", "errors.models.role.insight_scope");
        }
    }

    void read_forms() {
        const auto* forms = json::find_object(in_, "form_section_read_write");
        if (forms == nullptr) return;
        for (const auto& [form, access] : *forms) {
            const bool is_known =
                access.is_string() && (access.get_string() == "r" || access.get_string() == "rw");
            if (is_known) {
                role_.form_access.emplace(form, std::string(access.get_string()));
            } else {
                report("/form_section_read_write/" + json::pointer_step(form),
                       "errors.models.role.form_access");
            }
        }
    }

    const json::Object& in_;
    Role role_;
    std::vector<Problem> problems_;
};

}  // namespace

Result<Role> read_role(const json::Object& configured) {
    return RoleReader(configured).read();
}

}  // namespace amparo::access
