#include "jobs/unverified_users.hpp"

#include "base/log.hpp"

namespace amparo::jobs {
namespace {

bool is_forsaken(const access::User& user, Instant unchanged_since) {
    const bool is_candidate =
        user.unverified && json::bool_or(user.attributes, "self_registered", false);
    if (!is_candidate) return false;
    const auto changed = parse_instant(json::string_or(user.attributes, "updated_at"));
    return changed && *changed < unchanged_since;
}

}  // namespace

Result<json::Object> remove_unverified_users(access::Users& users,
                                             const access::Directory& directory,
                                             Instant unchanged_since) {
    std::size_t removed = 0;
    std::size_t kept = 0;
    for (const auto& user : directory.users()) {
        if (!is_forsaken(*user, unchanged_since)) continue;
        // Whoever confirms the account meanwhile has changed it, and keeps it.
        const auto gone = users.remove(access::Actor::system(), user->id, user->revision);
        if (gone) {
            log::info("user.unverified_removed", {{"user", user->id}});
            ++removed;
            continue;
        }
        const auto code = gone.error().code;
        const bool is_expected =
            code == Errc::conflict || code == Errc::not_found || code == Errc::precondition_failed;
        if (!is_expected) return std::unexpected(gone.error());
        ++kept;
    }
    return json::Object{{"removed", removed}, {"kept", kept}};
}

}  // namespace amparo::jobs
