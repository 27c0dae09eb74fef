#pragma once

#include <functional>
#include <memory>

#include "access/directory.hpp"
#include "access/identity_provider.hpp"
#include "access/passwords.hpp"
#include "access/sign_in_guard.hpp"
#include "forms/definitions.hpp"

namespace amparo::access {

/// What the services of people stand on; built once in main and handed down.
struct ServiceParts {
    store::Database& database;
    LiveDirectory& directory;
    Passwords& passwords;
    SignInGuard& guard;
    std::function<std::shared_ptr<const forms::Definitions>()> definitions;
    /// Whether records name the user (as owner, associated user …) or the user group: such a one
    /// is disabled, not deleted.
    std::function<bool(const UserName&)> has_records_of_user;
    std::function<bool(const GroupId&)> has_records_of_group;
    /// Welcomes a new user, in the transaction that makes them; may be empty.
    std::function<Result<>(store::Transaction&, const UserName&)> welcome = {};
    /// Whether users must accept the terms of use of their agency (terms.enforced).
    bool enforces_terms_of_use = false;
    /// How people prove who they are besides passwords; empty: passwords only.
    std::function<IdentityRules()> identity = {};
};

/// The job that copies a user's new groups, agency, location and office into the records that
/// name them (administration.md §5.4); payload {"user_name": …}.
inline constexpr std::string_view records_queue = "records";
inline constexpr std::string_view rewrite_owner_fields_job = "rewrite_owner_fields";
/// Enqueues that job in the transaction that moves the user.
Result<> enqueue_owner_rewrite(store::Transaction& transaction, const UserName& name, Instant at);

/// A page of a list; `per` 0: everything on one page.
struct PageRequest {
    std::size_t page = 1;
    std::size_t per = 0;
    std::string order_by = {};
    enum class Order { ascending, descending } order = Order::ascending;
    std::string locale = "en";  // of translated attributes
};

/// What a body wants to change, and the revision it was read at (If-Match).
struct ChangeRequest {
    json::Object input;
    std::optional<std::int64_t> expected_revision = {};
    std::string session_id = {};  // of the caller, if any: it survives a new password
};

}  // namespace amparo::access
