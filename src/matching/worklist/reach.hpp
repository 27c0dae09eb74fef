#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "access/actor.hpp"
#include "index/filter.hpp"
#include "records/dependencies.hpp"

namespace amparo::matching {

/// Which records of one type count for somebody, asked of the index at once, so that pairs are
/// looked up one by one without opening their records.
class Reach {
  public:
    using Ids = std::unordered_set<RecordId>;
    /// What they filter by, besides their rights; empty: nothing.
    struct Narrowing {
        std::string owner = {};
        std::string location = {};  // only places that they may read, of records in their scope
    };

    /// `busy` while the index loads.
    static Result<Reach> of(const records::Dependencies& on, const access::Actor& actor,
                            std::string_view record_type);

    /// Whether all records are in the scope of the actor; else own() are.
    bool owns_all() const { return owns_all_; }
    const Ids& own() const { return own_; }
    /// In the scope of the actor, who may read it.
    bool is_own(const RecordId& id) const { return owns_all_ || own_.contains(id); }
    /// Of a programme of theirs, or in their scope: they may be told that there is such a record.
    bool is_known(const RecordId& id) const { return !foreign_.contains(id) || is_own(id); }
    /// The records that they own or know of and that the narrowing leaves.
    Result<Ids> narrowed(const Narrowing& narrowing) const;

  private:
    Reach(const records::Dependencies& on, const access::Actor& actor, std::string record_type)
        : on_(&on), actor_(&actor), record_type_(std::move(record_type)) {}
    Result<index::Filter> place_filter(const std::string& location) const;

    const records::Dependencies* on_;
    const access::Actor* actor_;
    std::string record_type_;
    bool owns_all_ = false;
    Ids own_;
    Ids foreign_;  // of no programme of theirs: mostly none
};

}  // namespace amparo::matching
