#include "access/directory.hpp"

#include <algorithm>

#include "access/codes_of_conduct.hpp"
#include "access/directory_json.hpp"
#include "base/log.hpp"
#include "store/documents.hpp"

namespace amparo::access {
namespace {

template <class Thing>
using TablePointer = std::shared_ptr<const DirectoryTable<Thing>>;

/// The table of a kind. A broken document is left out and told to the operator: its users then
/// have no rights, which is the safe side.
template <class Thing, class Read, class KeyOf>
Result<TablePointer<Thing>> load_table(store::Snapshot& snapshot, std::string_view kind,
                                       const Read& read, const KeyOf& key_of) {
    AMPARO_TRY(const auto documents, store::documents_of(snapshot, kind));
    std::vector<std::shared_ptr<const Thing>> things;
    things.reserve(documents.size());
    for (const auto& document : documents) {
        auto thing = read(document);
        if (thing) {
            things.push_back(std::make_shared<const Thing>(std::move(*thing)));
        } else {
            log::error("directory.broken_document",
                       {{"kind", kind}, {"revision", document.revision}});
        }
    }
    return std::make_shared<const DirectoryTable<Thing>>(std::move(things), key_of);
}

Result<TablePointer<Role>> load_roles(store::Snapshot& snapshot) {
    return load_table<Role>(
        snapshot, role_kind, role_of,
        [](const Role& role) -> const std::string& { return role.unique_id.text(); });
}

Result<TablePointer<Agency>> load_agencies(store::Snapshot& snapshot) {
    return load_table<Agency>(
        snapshot, agency_kind, agency_of,
        [](const Agency& agency) -> const std::string& { return agency.unique_id.text(); });
}

Result<TablePointer<UserGroup>> load_groups(store::Snapshot& snapshot) {
    return load_table<UserGroup>(
        snapshot, user_group_kind, user_group_of,
        [](const UserGroup& group) -> const std::string& { return group.unique_id.text(); });
}

Result<TablePointer<User>> load_users(store::Snapshot& snapshot,
                                      const DirectoryTable<Agency>& agencies) {
    return load_table<User>(
        snapshot, user_kind,
        [&](const store::Document& document) { return user_of(document, agencies); },
        [](const User& user) -> const std::string& { return user.user_name.text(); });
}

/// The newest of all versions. A broken one is told to the operator and left out.
Result<std::shared_ptr<const CodeOfConduct>> load_code_of_conduct(store::Snapshot& snapshot) {
    AMPARO_TRY(const auto documents, store::documents_of(snapshot, code_of_conduct_kind));
    std::shared_ptr<const CodeOfConduct> newest;
    for (const auto& document : documents) {
        auto code = code_of_conduct_of(document);
        if (!code) {
            log::error("directory.broken_document",
                       {{"kind", code_of_conduct_kind}, {"revision", document.revision}});
        } else if (newest == nullptr || std::pair(code->created_on, code->id) >
                                            std::pair(newest->created_on, newest->id)) {
            newest = std::make_shared<const CodeOfConduct>(std::move(*code));
        }
    }
    return newest;
}

}  // namespace

Directory::UserPointer Directory::user(std::string_view user_name) const {
    return tables_.users->find(std::string(user_name));
}

Directory::AgencyPointer Directory::agency(const AgencyId& unique_id) const {
    return tables_.agencies->find(unique_id.text());
}

Directory::GroupPointer Directory::group(const GroupId& unique_id) const {
    return tables_.groups->find(unique_id.text());
}

Result<Actor> Directory::actor(const UserName& name) const {
    auto found = user(name);
    if (found == nullptr || !found->is_active()) {
        return refuse(Errc::unauthenticated, "errors.not_signed_in");
    }
    auto its_role = role(found->role);
    if (its_role == nullptr) {
        return refuse(Errc::unauthenticated, "errors.not_signed_in", "user without role");
    }
    return Actor(std::move(found), std::move(its_role), tables_.policy);
}

/// What the owner and the follower share; it outlives whichever goes first.
class LiveDirectory::State {
  public:
    explicit State(store::Database& database) : database_(database) {}

    std::shared_ptr<const Directory> snapshot() {
        {
            const std::lock_guard lock(current_mutex_);
            if (!is_stale_) return current_;
        }
        // An outage kept the follower from reading; whoever asks next tries again.
        if (const auto refreshed = reload([](std::string_view) { return true; }); !refreshed) {
            log::error("directory.refresh_failed", {{"why", refreshed.error().internal}});
        }
        const std::lock_guard lock(current_mutex_);
        return current_;
    }

    Result<> reload(const std::function<bool(std::string_view kind)>& is_wanted) {
        const std::lock_guard one_at_a_time(reload_mutex_);
        auto loaded = database_.read([&](store::Snapshot& open) { return load(open, is_wanted); });
        const std::lock_guard lock(current_mutex_);
        is_stale_ = !loaded;
        AMPARO_CHECK(swap_in(std::move(loaded)));
        return {};
    }

    /// From the database's own thread: must not throw.
    void follow(const std::vector<std::string>& kinds) noexcept {
        const auto has_changed = [&](std::string_view kind) {
            return std::ranges::find(kinds, kind) != kinds.end();
        };
        const bool concerns_us = has_changed(user_kind) || has_changed(role_kind) ||
                                 has_changed(agency_kind) || has_changed(user_group_kind) ||
                                 has_changed(code_of_conduct_kind);
        if (!concerns_us) return;
        try {
            if (reload(has_changed)) return;
        } catch (const std::exception& failure) {
            log::error("directory.refresh_failed", {{"why", failure.what()}});
        }
        const std::lock_guard lock(current_mutex_);
        is_stale_ = true;
    }

    void set_policy(ScopePolicy policy) {
        const std::lock_guard one_at_a_time(reload_mutex_);
        const std::lock_guard lock(current_mutex_);
        auto tables = current_->tables();
        tables.policy = policy;
        current_ = std::make_shared<const Directory>(std::move(tables));
    }

  private:
    /// The tables that are wanted or were never read; the others stay. Users carry the number of
    /// their agency, so they follow agencies.
    Result<Directory::Tables> load(store::Snapshot& open,
                                   const std::function<bool(std::string_view)>& is_wanted) {
        Directory::Tables tables;
        {
            const std::lock_guard lock(current_mutex_);
            if (current_ != nullptr) tables = current_->tables();
        }
        const bool other_agencies = tables.agencies == nullptr || is_wanted(agency_kind);
        if (other_agencies) {
            AMPARO_TRY(tables.agencies, load_agencies(open));
        }
        if (tables.users == nullptr || is_wanted(code_of_conduct_kind)) {
            AMPARO_TRY(tables.code_of_conduct, load_code_of_conduct(open));
        }
        if (tables.roles == nullptr || is_wanted(role_kind)) {
            AMPARO_TRY(tables.roles, load_roles(open));
        }
        if (tables.groups == nullptr || is_wanted(user_group_kind)) {
            AMPARO_TRY(tables.groups, load_groups(open));
        }
        if (tables.users == nullptr || other_agencies || is_wanted(user_kind)) {
            AMPARO_TRY(tables.users, load_users(open, *tables.agencies));
        }
        return tables;
    }

    Result<> swap_in(Result<Directory::Tables> loaded) {
        if (!loaded) return std::unexpected(std::move(loaded).error());
        current_ = std::make_shared<const Directory>(std::move(*loaded));
        return {};
    }

    store::Database& database_;
    std::mutex reload_mutex_;   // one reader at a time, so that an older state never wins
    std::mutex current_mutex_;  // guards the two below
    std::shared_ptr<const Directory> current_;
    bool is_stale_ = false;
};

LiveDirectory::LiveDirectory(std::shared_ptr<State> state) : state_(std::move(state)) {}
LiveDirectory::~LiveDirectory() = default;

Result<std::unique_ptr<LiveDirectory>> LiveDirectory::open(store::Database& database) {
    auto state = std::make_shared<State>(database);
    database.follow_documents([weak = std::weak_ptr(state)](const auto& kinds) {
        if (const auto alive = weak.lock()) alive->follow(kinds);
    });
    AMPARO_CHECK(state->reload([](std::string_view) { return true; }));
    return std::unique_ptr<LiveDirectory>(new LiveDirectory(std::move(state)));
}

std::shared_ptr<const Directory> LiveDirectory::snapshot() const {
    return state_->snapshot();
}

Result<> LiveDirectory::refresh() {
    return state_->reload([](std::string_view) { return true; });
}

void LiveDirectory::set_policy(ScopePolicy policy) {
    state_->set_policy(policy);
}

std::unique_lock<std::mutex> LiveDirectory::lock_for_writing() {
    return std::unique_lock(writing_);
}

}  // namespace amparo::access
