#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "access/actor.hpp"
#include "records/dependencies.hpp"

namespace amparo::matching {

/// Which records of one type count for somebody, asked of the index at once for all records that
/// pairs are made of.
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
                            std::string_view record_type, const Ids& among);

    /// In the scope of the actor, who may read it.
    bool is_own(const RecordId& id) const { return own_.contains(id); }
    /// Of a programme of theirs, or in their scope: they may be told that there is such a record.
    bool is_known(const RecordId& id) const { return known_.contains(id); }
    /// The records that the narrowing leaves.
    Result<Ids> narrowed(const Narrowing& narrowing) const;

  private:
    Reach(const records::Dependencies& on, const access::Actor& actor, std::string record_type)
        : on_(&on), actor_(&actor), record_type_(std::move(record_type)) {}

    const records::Dependencies* on_;
    const access::Actor* actor_;
    std::string record_type_;
    Ids own_;
    Ids known_;
};

}  // namespace amparo::matching
