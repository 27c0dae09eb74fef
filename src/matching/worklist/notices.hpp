#pragma once

#include <set>
#include <string>
#include <vector>

#include "matching/worklist/work_list.hpp"
#include "records/service.hpp"

/// Who is told of pairs that were found (matching.md 10.3, 11).
namespace amparo::matching {

/// Whether owners are told, or their records only marked: when a deployment is searched for the
/// first time, everything is new.
enum class Telling : std::uint8_t { all, marks_only };

/// Where runs find everything. All outlive them.
struct RematchParts {
    records::Service& records;
    const Service& matching;
    const WorkList& list;
};

/// Marks the records of likely pairs and tells their owners of new ones. Lives for one step of a
/// search.
class Notices {
  public:
    Notices(const RematchParts& parts, Telling telling);

    /// A pair that is new, or has become likely. Both owners are told, if they may see matches of
    /// the record; nobody is told twice of one pair.
    void add(PairKind kind, const KeptPair& pair);
    /// A record whose pairs have changed: it gets the mark that somebody should look at it, or
    /// loses it when there is nothing to be looked at any more.
    void touch(std::string_view record_type, const RecordId& id);
    /// Does it; how many pairs people were told of.
    Result<std::size_t> send();

  private:
    /// One record and what its owner is to be told.
    struct Side {
        PairKind kind;
        std::string record_type;
        RecordId id;
        auto operator<=>(const Side&) const = default;
    };
    bool is_likely(PairKind kind, const KeptPair& pair) const;
    bool has_open_pair(const Side& side) const;
    std::vector<store::Job> news_of(const Side& side, const store::StoredRecord& record) const;
    Result<> settle(const Side& side);

    records::Service& records_;
    const WorkList& list_;
    const Service& matching_;
    Telling telling_;
    std::shared_ptr<const Configuration> configuration_;
    std::map<Side, KeptPairs> sides_;
    std::size_t told_ = 0;
};

}  // namespace amparo::matching
