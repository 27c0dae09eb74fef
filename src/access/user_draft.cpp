#include "access/user_draft.hpp"

#include "access/deputies.hpp"

#include <algorithm>

#include "access/agency_files.hpp"
#include "access/codes_of_conduct.hpp"
#include "access/sign_in_guard.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

/// Every kind of mail that Primero v2 knows; the others are on unless they are switched off.
json::Object settings_of_new_user() {
    json::Object mails;
    for (const auto* event :
         {"approval_request", "approval_response", "transition_notification", "transfer_request"}) {
        mails[event] = true;
    }
    return {{"notifications", json::Object{{"send_mail", std::move(mails)}}}};
}

/// Something before and after one @, no blanks, a dot in the domain: what the reference accepts
/// is hardly more, and only mail to the address proves it.
bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == 0 || at == std::string_view::npos || text.size() > 254) return false;
    const auto domain = text.substr(at + 1);
    const bool has_blank = std::ranges::any_of(text, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == '"';
    });
    const auto dot = domain.find('.');
    return !has_blank && domain.find('@') == std::string_view::npos &&
           dot != std::string_view::npos && dot != 0 && domain.back() != '.';
}

bool has_blank_inside(std::string_view name) {
    return std::ranges::any_of(
        name, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
}

bool has_option(const forms::Lookup& lookup, std::string_view id) {
    return lookup.find(id) != nullptr;
}

class Drafter {
  public:
    Drafter(const DraftContext& context, const User* before, const UserInput& input)
        : context_(context), before_(before), in_(input) {
        if (before != nullptr) draft_.attributes = before->attributes;
    }

    UserDraft draft() {
        apply_plain();
        apply_placing();
        check_names();
        check_identity();
        check_password();
        check_placing();
        check_choices();
        finish();
        return std::move(draft_);
    }

  private:
    void report(const char* attribute, const char* message) {
        draft_.problems.push_back({attribute, message});
    }
    std::string text(std::string_view key) const { return json::string_or(draft_.attributes, key); }
    bool is_new() const { return before_ == nullptr; }

    void apply_plain() {
        auto& attributes = draft_.attributes;
        for (const auto& [key, value] : in_.attributes) {
            if (value.is_null()) {
                attributes.erase(key);
            } else {
                attributes.insert_or_assign(key, value);
            }
        }
        if (in_.user_name) attributes["user_name"] = normalised_name(*in_.user_name);
        if (const auto email = text("email"); !email.empty()) {
            attributes["email"] = text::to_lower(text::trim(email));
        } else {
            attributes.erase("email");
        }
        if (in_.disabled) attributes["disabled"] = *in_.disabled;
        if (!is_new()) return;
        if (text("locale").empty()) attributes["locale"] = context_.definitions.default_locale();
        if (!attributes.contains("send_mail")) attributes["send_mail"] = true;
        if (!attributes.contains("settings")) attributes["settings"] = settings_of_new_user();
        if (!attributes.contains("disabled")) attributes["disabled"] = false;
        attributes["time_zone"] = "UTC";
    }

    void apply_placing() {
        auto& attributes = draft_.attributes;
        if (in_.role) attributes["role_unique_id"] = *in_.role;
        if (in_.agency) attributes["agency_unique_id"] = *in_.agency;
        if (in_.agency_number) {
            const auto agency = context_.directory.agency(*in_.agency_number);
            attributes["agency_unique_id"] = agency == nullptr ? "" : agency->unique_id.text();
        }
        draft_.role = context_.directory.role(RoleId(text("role_unique_id")));
        draft_.agency = context_.directory.agency(AgencyId(text("agency_unique_id")));
        apply_groups();
        const auto services = json::string_list(attributes, "services");
        if (is_new() && services.empty() && draft_.agency != nullptr) {
            attributes["services"] = json::to_array(draft_.agency->services);
        }
    }

    void apply_groups() {
        std::vector<std::string> wanted;
        if (in_.group_numbers && !in_.groups) {
            for (const auto number : *in_.group_numbers) {
                const auto group = context_.directory.group(number);
                wanted.push_back(group == nullptr ? "" : group->unique_id.text());
            }
        } else if (in_.groups) {
            wanted = *in_.groups;
        } else {
            return;
        }
        std::vector<std::string> groups;
        bool all_known = true;
        for (const auto& unique_id : wanted) {
            const auto group = context_.directory.group(GroupId(unique_id));
            all_known = all_known && group != nullptr;
            if (group == nullptr || std::ranges::find(groups, unique_id) != groups.end()) continue;
            groups.push_back(unique_id);
            const bool was_in =
                !is_new() && std::ranges::find(before_->groups, unique_id) != before_->groups.end();
            if (!was_in) draft_.added_groups.push_back(group);
        }
        draft_.attributes["user_group_unique_ids"] = json::to_array(groups);
        groups_are_known_ = all_known;
    }

    bool is_taken(std::string_view key, const std::string& value) const {
        return std::ranges::any_of(context_.directory.users(), [&](const auto& user) {
            const bool is_same_user = before_ != nullptr && user->id == before_->id;
            return !is_same_user && json::string_or(user->attributes, key) == value;
        });
    }

    void check_names() {
        if (text::trim(text("full_name")).empty()) {
            report("full_name", "errors.models.user.full_name");
        }
        const auto user_name = text("user_name");
        if (user_name.empty()) {
            report("user_name", "errors.blank");
        } else if (is_taken("user_name", user_name) || user_name == "system") {
            // "system" signs what the server does by itself.
            report("user_name", "errors.models.user.user_name_uniqueness");
        } else if (has_blank_inside(user_name) || user_name.size() > 254) {
            report("user_name", "errors.models.user.user_name");
        }
        const auto email = text("email");
        if (email.empty()) return;
        if (!is_email(email)) {
            report("email", "errors.models.user.email");
        } else if (is_taken("email", email)) {
            report("email", "errors.models.user.email_uniqueness");
        }
    }

    /// Whether the field is the user's first, or another than before.
    bool is_touched(std::string_view key) const {
        return is_new() || json::string_or(before_->attributes, key) != text(key);
    }

    /// With providers required, who has none could not sign in (§5.1).
    void check_identity() {
        const auto id = text("identity_provider_unique_id");
        const auto* provider = context_.identity.find(id);
        const bool is_required = context_.identity.is_required &&
                                 !json::bool_or(draft_.attributes, "service_account", false);
        const bool is_missing = id.empty() ? is_required : provider == nullptr;
        if (is_missing && is_touched("identity_provider_unique_id"))
            report("identity_provider", "errors.models.user.identity_provider");
        if (!is_required) return;
        const bool is_renamed = is_touched("user_name");
        if (is_renamed && !is_email(text("user_name")))
            report("user_name", "errors.models.user.user_name_email");
        const auto domain = provider == nullptr ? "" : provider->text("user_domain");
        if (is_renamed && !domain.empty() &&
            !text("user_name").ends_with("@" + text::to_lower(domain)))
            report("user_name", "errors.models.user.user_name_domain");
        if (is_touched("email") && text("email").empty()) report("email", "errors.blank");
    }

    void check_password() {
        const bool has_one = in_.password.has_value();
        const bool has_other = in_.password_confirmation.has_value();
        if (!has_one && !has_other) return;
        if (!has_one) return report("password", "errors.blank");
        if (!has_other) {
            report("password_confirmation", "errors.models.user.password_confirmation");
        } else if (!in_.password->equals(*in_.password_confirmation)) {
            report("password_confirmation", "errors.models.user.password_mismatch");
        }
        User names;
        names.user_name = UserName(text("user_name"));
        names.email = text("email");
        names.full_name = text("full_name");
        for (auto& problem : context_.passwords.problems_of(*in_.password, names)) {
            draft_.problems.push_back(std::move(problem));
        }
    }

    void check_placing() {
        if (draft_.role == nullptr) report("role", "errors.models.user.role_ids");
        const bool needs_agency = !json::bool_or(draft_.attributes, "service_account", false);
        const bool names_one = !text("agency_unique_id").empty();
        if (draft_.agency == nullptr && (needs_agency || names_one)) {
            report("agency", "errors.models.user.organization");
        }
        if (!groups_are_known_)
            report("user_group_unique_ids", "errors.models.user.user_group_ids");
    }

    void check_choices() {
        const auto& definitions = context_.definitions;
        const auto locales = definitions.locales();
        const auto locale = text("locale");
        if (!locale.empty() && std::ranges::find(locales, locale) == locales.end()) {
            report("locale", "errors.models.user.invalid_locale");
        }
        const auto location = text("location");
        if (in_.attributes.contains("location") && !location.empty() &&
            definitions.locations().find(location) == nullptr) {
            report("location", "errors.models.user.location");
        }
        const auto office = text("agency_office");
        const auto* offices = definitions.lookup("lookup-agency-office");
        if (in_.attributes.contains("agency_office") && !office.empty() && offices != nullptr &&
            !has_option(*offices, office)) {
            report("agency_office", "errors.models.user.agency_office");
        }
        check_deputies();
        check_agreements();
    }

    /// Only somebody who is there, and not oneself; who leaves later simply stands in no more.
    void check_deputies() {
        const auto* given = in_.attributes.if_contains(deputies_key);
        const auto* list = given == nullptr ? nullptr : given->if_array();
        if (list == nullptr) return;
        const bool are_known = std::ranges::all_of(*list, [&](const auto& element) {
            const auto deputy = read_deputy(element);
            const auto user = deputy ? context_.directory.user(deputy->user_name) : nullptr;
            return user != nullptr && user->is_active() &&
                   user->user_name.text() != text("user_name");
        });
        if (!are_known) report(deputies_key, "errors.models.user.deputies");
    }

    /// Only the current version can be accepted; with terms in force, somebody's agency has them.
    void check_agreements() {
        if (in_.code_of_conduct_id) {
            const auto& code = context_.directory.code_of_conduct();
            if (code == nullptr || *in_.code_of_conduct_id != code->id)
                report("code_of_conduct_id", "errors.models.user.code_of_conduct_id");
        }
        const bool is_moved =
            draft_.agency != nullptr && (is_new() || before_->agency != draft_.agency->unique_id);
        if (context_.enforces_terms_of_use && is_moved && lacks_terms_of_use(*draft_.agency))
            report("base", "errors.models.agency.no_signed_terms_of_use");
    }

    /// What was accepted when, each time: the newest for the wire, all for whoever has to prove it.
    void accept_code_of_conduct(const std::string& now) {
        auto& attributes = draft_.attributes;
        const auto id = *in_.code_of_conduct_id;
        if (json::integer_or(attributes, "code_of_conduct_id", 0) == id) return;
        attributes["code_of_conduct_id"] = id;
        attributes["code_of_conduct_accepted_on"] = now;
        auto& history = attributes["code_of_conduct_history"];
        if (!history.is_array()) history.emplace_array();
        history.get_array().push_back(json::Object{{"id", id}, {"accepted_on", now}});
    }

    void finish() {
        auto& attributes = draft_.attributes;
        const auto now = format_instant(context_.now);
        if (is_new()) attributes["created_at"] = now;
        attributes["updated_at"] = now;
        if (in_.accepts_terms) attributes["terms_of_use_accepted_on"] = now;
        if (in_.code_of_conduct_id) accept_code_of_conduct(now);
        auto& user = draft_.user;
        if (before_ != nullptr) user = *before_;
        user.user_name = UserName(text("user_name"));
        user.full_name = text("full_name");
        user.email = text("email");
        user.location = text("location");
        user.agency_office = text("agency_office");
        user.agency = AgencyId(text("agency_unique_id"));
        user.role = RoleId(text("role_unique_id"));
        user.groups = json::string_list(attributes, "user_group_unique_ids");
        user.disabled = json::bool_or(attributes, "disabled", false);
    }

    const DraftContext& context_;
    const User* before_;
    const UserInput& in_;
    UserDraft draft_;
    bool groups_are_known_ = true;
};

}  // namespace

UserDraft draft_user(const DraftContext& context, const User* before, const UserInput& input) {
    return Drafter(context, before, input).draft();
}

std::size_t count_users(const Directory& directory) {
    return static_cast<std::size_t>(std::ranges::count_if(directory.users(), [&](const auto& user) {
        const auto role = directory.role(user->role);
        return !user->disabled && !user->duplicate && role != nullptr &&
               role->user_category.empty();
    }));
}

std::optional<std::int64_t> maximum_users(const forms::Definitions& definitions) {
    const auto* options = json::find_object(definitions.system_settings(), "system_options");
    if (options == nullptr) return std::nullopt;
    const auto maximum = json::find_integer(*options, "maximum_users");
    return maximum && *maximum >= 1 ? maximum : std::nullopt;
}

}  // namespace amparo::access
