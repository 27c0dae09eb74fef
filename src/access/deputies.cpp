#include "access/deputies.hpp"

#include <algorithm>

namespace amparo::access {
namespace {

/// False for a day that is none; an absent one leaves `day` empty.
bool read_day(const json::Object& source, std::string_view key, std::optional<Day>& day) {
    const auto* value = source.if_contains(key);
    if (value == nullptr || value->is_null()) return true;
    if (!value->is_string()) return false;
    const auto parsed = parse_day(value->get_string());
    if (parsed) day = *parsed;
    return parsed.has_value();
}

/// Those on the list that day, whether or not they are still there.
std::vector<UserName> names_on(const User& user, Day day) {
    std::vector<UserName> names;
    const auto* list = json::find_array(user.attributes, deputies_key);
    if (list == nullptr) return names;
    for (const auto& element : *list) {
        const auto deputy = read_deputy(element);
        const bool is_wanted = deputy && deputy->is_on(day) && deputy->user_name != user.user_name;
        if (is_wanted && std::ranges::find(names, deputy->user_name) == names.end())
            names.push_back(deputy->user_name);
    }
    return names;
}

}  // namespace

std::optional<Deputy> read_deputy(const json::Value& value) {
    const auto* source = value.if_object();
    if (source == nullptr) return std::nullopt;
    Deputy deputy{.user_name = UserName(json::string_or(*source, "user_name"))};
    if (deputy.user_name.empty() || !read_day(*source, "from", deputy.from) ||
        !read_day(*source, "until", deputy.until))
        return std::nullopt;
    if (deputy.from && deputy.until && *deputy.until < *deputy.from) return std::nullopt;
    return deputy;
}

std::vector<Directory::UserPointer> deputies_on(const User& user, const Directory& directory,
                                                Day day) {
    std::vector<Directory::UserPointer> deputies;
    for (const auto& name : names_on(user, day)) {
        auto deputy = directory.user(name);
        if (deputy != nullptr && deputy->is_active()) deputies.push_back(std::move(deputy));
    }
    return deputies;
}

std::vector<Directory::UserPointer> represented_by(const UserName& deputy,
                                                   const Directory& directory, Day day) {
    std::vector<Directory::UserPointer> users;
    for (const auto& user : directory.users()) {
        const auto names = names_on(*user, day);
        if (std::ranges::find(names, deputy) != names.end()) users.push_back(user);
    }
    return users;
}

}  // namespace amparo::access
