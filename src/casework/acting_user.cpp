#include "casework/acting_user.hpp"

#include "access/directory.hpp"

namespace amparo::casework {

Result<access::Actor> acting_user(const records::Service& records, const std::string& user_name) {
    const auto& on = records.dependencies();
    const auto directory = on.directory();
    const auto user = directory->user(user_name);
    const auto role = user ? directory->role(user->role) : nullptr;
    if (!user || !role || !user->is_active()) return refuse(Errc::forbidden, "errors.forbidden");
    return access::Actor(user, role,
                         access::ScopePolicy::read(on.definitions()->system_settings()));
}

}  // namespace amparo::casework
