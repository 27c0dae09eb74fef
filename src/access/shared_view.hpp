#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/actor.hpp"
#include "access/directory.hpp"
#include "forms/definitions.hpp"

/// What a record's transitions leave of somebody's own view of it (case-management.md §1.6). Who
/// reaches a record only because it was referred or offered to them, or to a colleague in their
/// scope, sees what that allows, not all that their role could see.
namespace amparo::access {

/// How an actor comes to see a record.
enum class Share {
    own,       // owner, in scope without a transition, or shared for another reason
    referred,  // by active referrals, with the forms of the roles they name
    offered,   // by a pending transfer: the preview, for reading
    handover,  // has just given the record away: everything, for reading
};

/// What the transitions in a record's data give the actor.
struct SharedView {
    Share share = Share::own;
    /// With `referred`: the roles that the referrals name, each once; empty: the actor's own.
    std::vector<std::string> roles = {};
    bool is_also_offered = false;  // with `referred`: the preview comes on top
};
SharedView shared_view(const Actor& actor, const json::Object& data);

/// Where a share is looked at: configuration of one moment, and the record.
struct Beholding {
    const Directory& directory;
    const forms::Definitions& definitions;
    std::string_view record_type;
    const json::Object& data;
};
/// `permitted_forms` and `permitted_form_actions` of a record, as the wire shows them to somebody
/// to whom it was referred; empty for everyone else.
json::Object shared_rights(const Actor& actor, const Beholding& beholding);

/// Makes the actors that see records through a share: the same person with a role cut to what
/// the share leaves. Remembers these roles, since masks are remembered by role. Thread-safe.
class SharedRoles {
  public:
    /// The actor as they stand before the record; the actor itself for most records.
    Actor beholder(const Actor& actor, const Beholding& beholding);

    static constexpr std::size_t entries_max = 1024;

  private:
    using Key = std::pair<std::shared_ptr<const Role>, std::string>;

    std::mutex mutex_;  // guards all below
    std::map<Key, std::shared_ptr<const Role>> roles_;
};

}  // namespace amparo::access
