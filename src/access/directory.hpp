#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "access/actor.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// The kinds of documents the directory is made of, and the passwords beside it.
inline constexpr std::string_view user_kind = "user";
inline constexpr std::string_view role_kind = "role";
inline constexpr std::string_view agency_kind = "agency";
inline constexpr std::string_view user_group_kind = "user_group";
inline constexpr std::string_view credential_kind = "credential";
inline constexpr std::string_view code_of_conduct_kind = "code_of_conduct";

struct CodeOfConduct;

/// An organisation that works with children.
struct Agency {
    AgencyId unique_id;
    std::int64_t id = 0;
    std::int64_t revision = 0;
    std::string code;
    std::map<std::string, std::string, std::less<>> name;
    std::int64_t order = 0;
    bool disabled = false;
    std::vector<std::string> services;
    json::Object attributes;  // everything as configured, for the wire
};

/// Users who share records.
struct UserGroup {
    GroupId unique_id;
    std::int64_t id = 0;
    std::int64_t revision = 0;
    std::string name;
    bool disabled = false;
    std::vector<std::string> agency_ids;
    json::Object attributes;
};

/// Things of one kind, by key and by number, in the order of their numbers.
template <class Thing>
class DirectoryTable {
  public:
    using Pointer = std::shared_ptr<const Thing>;
    /// `key_of` gives the text that names a thing.
    DirectoryTable() = default;
    DirectoryTable(std::vector<Pointer> things,
                   const std::function<const std::string&(const Thing&)>& key_of)
        : things_(std::move(things)) {
        std::ranges::sort(things_, {}, [](const Pointer& thing) { return thing->id; });
        for (const auto& thing : things_) {
            by_key_.emplace(key_of(*thing), thing);
            by_id_.emplace(thing->id, thing);
        }
    }
    const std::vector<Pointer>& all() const { return things_; }
    /// Null when there is none.
    Pointer find(const std::string& key) const { return find_in(by_key_, key); }
    Pointer find(std::int64_t id) const { return find_in(by_id_, id); }

  private:
    template <class Map, class Key>
    static Pointer find_in(const Map& map, const Key& key) {
        const auto found = map.find(key);
        return found == map.end() ? nullptr : found->second;
    }
    std::vector<Pointer> things_;
    std::unordered_map<std::string, Pointer> by_key_;
    std::unordered_map<std::int64_t, Pointer> by_id_;
};

/// Everybody and everything a right can hang on, as it was at one moment. Immutable; share it as
/// shared_ptr<const Directory>. Look-ups give null when there is none.
class Directory {
  public:
    using UserPointer = std::shared_ptr<const User>;
    using RolePointer = std::shared_ptr<const Role>;
    using AgencyPointer = std::shared_ptr<const Agency>;
    using GroupPointer = std::shared_ptr<const UserGroup>;
    /// The four kinds of things, each shared with the snapshots before and after.
    struct Tables {
        std::shared_ptr<const DirectoryTable<User>> users;
        std::shared_ptr<const DirectoryTable<Role>> roles;
        std::shared_ptr<const DirectoryTable<Agency>> agencies;
        std::shared_ptr<const DirectoryTable<UserGroup>> groups;
        /// The current version; null when there is none.
        std::shared_ptr<const CodeOfConduct> code_of_conduct = {};
        ScopePolicy policy = {};
    };
    explicit Directory(Tables tables) : tables_(std::move(tables)) {}
    const Tables& tables() const { return tables_; }

    const std::vector<UserPointer>& users() const { return tables_.users->all(); }
    const std::vector<RolePointer>& roles() const { return tables_.roles->all(); }
    const std::vector<AgencyPointer>& agencies() const { return tables_.agencies->all(); }
    const std::vector<GroupPointer>& groups() const { return tables_.groups->all(); }

    /// By user name, or by the wire's number.
    UserPointer user(std::string_view user_name) const;
    /// As above.
    UserPointer user(const UserName& name) const { return user(name.text()); }
    /// As above.
    UserPointer user(std::int64_t id) const { return tables_.users->find(id); }
    /// By unique_id, or by the wire's number.
    RolePointer role(const RoleId& unique_id) const {
        return tables_.roles->find(unique_id.text());
    }
    /// As above.
    RolePointer role(std::int64_t id) const { return tables_.roles->find(id); }
    /// By unique_id, or by the wire's number.
    AgencyPointer agency(const AgencyId& unique_id) const;
    /// As above.
    AgencyPointer agency(std::int64_t id) const { return tables_.agencies->find(id); }
    /// By unique_id, or by the wire's number.
    GroupPointer group(const GroupId& unique_id) const;
    /// As above.
    GroupPointer group(std::int64_t id) const { return tables_.groups->find(id); }

    /// The code of conduct in force; null when there is none.
    const std::shared_ptr<const CodeOfConduct>& code_of_conduct() const {
        return tables_.code_of_conduct;
    }

    /// The user as an actor; `unauthenticated` when unknown, disabled, unverified or roleless.
    Result<Actor> actor(const UserName& name) const;

  private:
    Tables tables_;
};

/// Keeps the newest Directory and swaps it when documents change. Thread-safe.
class LiveDirectory {
  public:
    /// Loads, and follows the database from then on.
    static Result<std::unique_ptr<LiveDirectory>> open(store::Database& database);
    ~LiveDirectory();
    LiveDirectory(const LiveDirectory&) = delete;
    LiveDirectory& operator=(const LiveDirectory&) = delete;

    /// The newest one; never null. Whoever keeps it for a request sees one state throughout.
    std::shared_ptr<const Directory> snapshot() const;
    /// Reads everything anew. The follower does the same for the kinds that changed.
    Result<> refresh();
    /// What the system settings say on scope; call it when they change.
    void set_policy(ScopePolicy policy);
    /// Held by whoever checks against the snapshot and then writes, so that both belong
    /// together on this node. A commit has reached the snapshot before write() returns.
    [[nodiscard]] std::unique_lock<std::mutex> lock_for_writing();

  private:
    class State;
    explicit LiveDirectory(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
    std::mutex writing_;
};

}  // namespace amparo::access
