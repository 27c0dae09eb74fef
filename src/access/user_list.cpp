#include <algorithm>

#include "access/paging.hpp"
#include "access/user_scope.hpp"
#include "access/users.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

template <class Value>
bool is_wanted(const std::vector<Value>& wanted, const Value& value) {
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool contains_folded(const std::string& text, const std::string& folded_part) {
    return text::fold_case(text).find(folded_part) != std::string::npos;
}

/// One user against the query.
class Matcher {
  public:
    Matcher(const UserQuery& query, const Directory& directory)
        : query_(query), directory_(directory), folded_(text::fold_case(text::trim(query.text))) {}

    bool operator()(const User& user) const {
        return matches_text(user) && matches_placing(user) &&
               (query_.user_name.empty() || query_.user_name == user.user_name.text()) &&
               is_wanted(query_.ids, user.id) &&
               (!query_.disabled || *query_.disabled == user.disabled) && matches_service(user);
    }

  private:
    bool matches_text(const User& user) const {
        return folded_.empty() || contains_folded(user.user_name.text(), folded_) ||
               contains_folded(user.full_name, folded_);
    }
    bool matches_placing(const User& user) const {
        const auto role = directory_.role(user.role);
        return is_wanted(query_.agencies, user.agency_number) &&
               is_wanted(query_.roles, role == nullptr ? std::int64_t{0} : role->id) &&
               (query_.groups.empty() || shares_any(query_.groups, user.groups)) &&
               (query_.location.empty() || query_.location == user.location);
    }
    bool matches_service(const User& user) const {
        if (query_.service.empty()) return true;
        const auto services = json::string_list(user.attributes, "services");
        return std::ranges::find(services, query_.service) != services.end();
    }

    const UserQuery& query_;
    const Directory& directory_;
    std::string folded_;
};

std::string text_or_number(const json::Object& attributes, const std::string& key) {
    const auto* value = json::find(attributes, key);
    if (value == nullptr || value->is_null()) return "";
    if (value->is_bool()) return value->get_bool() ? "1" : "0";
    return json::string_or(attributes, key);
}

/// The text users are ordered by; nullopt for an attribute nobody can order by.
std::optional<std::string> order_key(const User& user, const PageRequest& page,
                                     const Directory& directory) {
    const auto& by = page.order_by;
    if (by == "full_name" || by == "user_name" || by == "position") {
        return text::collation_key(json::string_or(user.attributes, by));
    }
    if (by == "agency_id") {
        const auto agency = directory.agency(user.agency);
        return agency == nullptr
                   ? ""
                   : text::collation_key(translated_or_any(agency->name, page.locale));
    }
    if (by == "id") return "";
    constexpr std::string_view plain[] = {
        "created_at", "updated_at", "email",         "code",     "phone",
        "locale",     "location",   "agency_office", "disabled", "role_unique_id"};
    if (std::ranges::find(plain, by) == std::end(plain)) return std::nullopt;
    return text_or_number(user.attributes, by);
}

}  // namespace

bool UserQuery::has_filter() const {
    return !text.empty() || !user_name.empty() || !agencies.empty() || !roles.empty() ||
           !groups.empty() || !ids.empty() || disabled || !location.empty() || !service.empty();
}

Result<UserPage> Users::list(const Actor& actor, const UserQuery& query) const {
    if (!actor.can("user", "index")) return refuse(Errc::forbidden, "errors.forbidden");
    const auto directory = parts_.directory.snapshot();
    auto users = users_in_scope(actor, *directory);
    const Matcher matches(query, *directory);
    std::erase_if(users, [&](const auto& user) { return !matches(*user); });
    const auto key = [&](const User& user) { return order_key(user, query.page, *directory); };
    AMPARO_TRY(auto page, page_of<User>(std::move(users), query.page, key));
    return UserPage{std::move(page.things), page.total};
}

}  // namespace amparo::access
