#include "access/directory_json.hpp"

namespace amparo::access {
namespace {

/// Every document of the directory has a number and a name of its own.
Result<std::int64_t> number_of(const store::Document& document) {
    const auto id = json::find_integer(document.data, "id");
    if (!id || *id <= 0) {
        return refuse(Errc::invalid, "errors.invalid_record", document.kind + " without id");
    }
    return *id;
}

std::map<std::string, std::string, std::less<>> translated(const json::Object& object,
                                                           std::string_view key) {
    std::map<std::string, std::string, std::less<>> texts;
    const auto* given = json::find_object(object, key);
    if (given == nullptr) return texts;
    for (const auto& [locale, text] : *given) {
        if (text.is_string()) texts.emplace(locale, std::string(text.get_string()));
    }
    return texts;
}

}  // namespace

Result<Role> role_of(const store::Document& document) {
    AMPARO_TRY(const auto id, number_of(document));
    AMPARO_TRY(auto role, read_role(document.data));
    role.id = id;
    role.revision = document.revision;
    role.unique_id = RoleId(document.key);
    return role;
}

Result<Agency> agency_of(const store::Document& document) {
    AMPARO_TRY(const auto id, number_of(document));
    const auto& data = document.data;
    return Agency{.unique_id = AgencyId(document.key),
                  .id = id,
                  .revision = document.revision,
                  .code = json::string_or(data, "agency_code"),
                  .name = translated(data, "name"),
                  .order = json::integer_or(data, "order", 0),
                  .disabled = json::bool_or(data, "disabled", false),
                  .services = json::string_list(data, "services"),
                  .attributes = data};
}

Result<UserGroup> user_group_of(const store::Document& document) {
    AMPARO_TRY(const auto id, number_of(document));
    const auto& data = document.data;
    return UserGroup{.unique_id = GroupId(document.key),
                     .id = id,
                     .revision = document.revision,
                     .name = json::string_or(data, "name"),
                     .disabled = json::bool_or(data, "disabled", false),
                     .agency_ids = json::string_list(data, "agency_unique_ids"),
                     .attributes = data};
}

Result<User> user_of(const store::Document& document, const DirectoryTable<Agency>& agencies) {
    AMPARO_TRY(const auto id, number_of(document));
    const auto& data = document.data;
    const auto agency_id = json::string_or(data, "agency_unique_id");
    const auto agency = agencies.find(agency_id);
    return User{.user_name = UserName(document.key),
                .id = id,
                .revision = document.revision,
                .full_name = json::string_or(data, "full_name"),
                .email = json::string_or(data, "email"),
                .code = json::string_or(data, "code"),
                .locale = json::string_or(data, "locale"),
                .location = json::string_or(data, "location"),
                .agency_office = json::string_or(data, "agency_office"),
                .agency = AgencyId(agency_id),
                .agency_number = agency == nullptr ? 0 : agency->id,
                .role = RoleId(json::string_or(data, "role_unique_id")),
                .groups = json::string_list(data, "user_group_unique_ids"),
                .disabled = json::bool_or(data, "disabled", false),
                .unverified = json::bool_or(data, "unverified", false),
                .duplicate = json::bool_or(data, "duplicate", false),
                .service_account = json::bool_or(data, "service_account", false),
                .attributes = data};
}

}  // namespace amparo::access
