#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/services.hpp"
#include "access/user_draft.hpp"
#include "base/secret.hpp"

namespace amparo::access {

struct PasswordReset;

/// Attribute of users whose password somebody else chose: they choose their own before they work.
/// Not on the wire.
inline constexpr std::string_view password_of_another_key = "password_of_another";
/// Whether the user has to choose a password of their own before they see records. Machines keep
/// what they were given.
bool owes_own_password(const User& user);

/// Which users (GET /users). Different filters are joined with "and", values of one with "or".
struct UserQuery {
    std::string text = {};       // in user_name or full_name, any case, anywhere
    std::string user_name = {};  // exact
    std::vector<std::int64_t> agencies = {};
    std::vector<std::int64_t> roles = {};
    std::vector<std::string> groups = {};
    std::vector<std::int64_t> ids = {};
    std::optional<bool> disabled = {};
    std::string location = {};
    std::string service = {};
    /// Default order: the newest first.
    PageRequest page = {
        .per = 20, .order_by = "created_at", .order = PageRequest::Order::descending};

    /// Whether anything narrows the list.
    bool has_filter() const;
};

/// A page of users and how many there are in all.
struct UserPage {
    std::vector<Directory::UserPointer> users;
    std::size_t total = 0;
};

/// A user for the command line: named by keys, the password as it is to be.
struct NewUser {
    std::string user_name;
    std::string full_name;
    std::string email = {};
    RoleId role;
    AgencyId agency;
    std::vector<std::string> groups = {};
    std::string locale = {};
    std::string location = {};
    std::string position = {};
    bool service_account = false;  // another system, not a person
    SecretText password;
};

/// The users of the deployment (administration.md §5). Thread-safe. Each function asks for the
/// right first (`forbidden`), then for the user (`not_found`), then for the input (`invalid`,
/// all problems at once).
class Users {
  public:
    explicit Users(ServiceParts parts) : parts_(std::move(parts)) {}

    /// Those the actor may see (§5.3). `invalid` for an unknown order or a page below 1.
    Result<UserPage> list(const Actor& actor, const UserQuery& query) const;
    /// One user; oneself always. A user out of scope is `forbidden` for who may read users.
    Result<Directory::UserPointer> find(const Actor& actor, std::int64_t id) const;
    /// Without a password nobody can sign in as the user yet.
    Result<Directory::UserPointer> create(const Actor& actor, const json::Object& input);
    /// On the own account only what one may change of oneself counts; the rest is dropped.
    Result<Directory::UserPointer> update(const Actor& actor, std::int64_t id,
                                          const ChangeRequest& request);
    /// `conflict` while records name the user: disable instead.
    Result<> remove(const Actor& actor, std::int64_t id,
                    std::optional<std::int64_t> expected_revision);
    /// Disables all visible matches but the actor and the last super user; the changed ids.
    Result<std::vector<std::int64_t>> disable_matching(const Actor& actor, const UserQuery& query);
    /// Ends a lock after failed attempts.
    Result<> unlock(const Actor& actor, std::int64_t id);

    /// For the command line: the user of that name, made if there is none. An existing one stays
    /// as it is, password included.
    Result<Directory::UserPointer> ensure_user(const Actor& actor, const NewUser& wanted);
    /// For the command line and for users themselves: a new password by name.
    Result<> set_password(const Actor& actor, const UserName& name, const SecretText& password);

    /// Mails a link to a new password to whoever has the address, later and beside the request:
    /// the answer is the same for an address that nobody has. too_many_requests.
    Result<> ask_for_reset(const std::string& email, const std::string& remote_ip);
    /// The same for a user, by themselves or by somebody who may change them.
    Result<> ask_for_reset_of(const Actor& actor, std::int64_t id);
    /// Sets the password of whoever the token was mailed to, once; all their sessions end.
    /// too_many_requests; `invalid` naming each attribute that will not do.
    Result<Directory::UserPointer> reset_password(const PasswordReset& reset);

    /// What will not do of an account that somebody registers for themselves, the limit of users
    /// included; never that the name or the address is taken, which would tell who is here.
    Result<std::vector<Problem>> problems_of_registration(const UserInput& input) const;
    /// Makes that account. `invalid` with all that will not do.
    Result<Directory::UserPointer> register_oneself(const UserInput& input);
    /// Whether too many failed attempts have locked the name.
    Result<bool> is_locked(const UserName& name) const;

    /// For imports: a bcrypt or Argon2id hash made elsewhere. Only the system may.
    Result<> import_password_hash(const Actor& actor, const UserName& name,
                                  const std::string& hash);

    /// metadata.total_enabled and metadata.maximum_users of replies.
    struct Capacity {
        std::size_t total_enabled = 0;
        std::optional<std::int64_t> maximum = {};
    };
    Capacity capacity() const;

  private:
    struct Change;
    Result<Directory::UserPointer> find_for(const Actor& actor, std::string_view action,
                                            std::int64_t id) const;
    Result<> check_create(const Actor& actor, const Directory& directory,
                          const UserDraft& draft) const;
    Result<> check_update(const Actor& actor, const Directory& directory,
                          const Change& change) const;
    Result<> check_capacity(const Directory& directory, const UserDraft& draft,
                            const User* before) const;
    Result<> store_new(const Actor& actor, UserDraft draft, const std::string& hash);
    Result<> store_change(const Actor& actor, const Change& change, const std::string& hash);
    Result<Directory::UserPointer> create_from(const Actor& actor, const UserInput& input);
    Result<Directory::UserPointer> apply(const Actor& actor, Change change);
    Result<> check_not_used_before(const UserName& name, const SecretText& password);
    Result<std::vector<std::string>> earlier_hashes(store::Snapshot& snapshot,
                                                    const UserName& name) const;
    Result<Directory::UserPointer> apply_input(const Actor& actor, const User& user,
                                               UserInput input);
    Result<Directory::UserPointer> apply_reset(const Actor& actor, const User& user,
                                               UserInput input, const std::string& token_digest);
    DraftContext context(const Actor& actor, const Directory& directory,
                         const forms::Definitions& definitions) const;

    ServiceParts parts_;
};

}  // namespace amparo::access
