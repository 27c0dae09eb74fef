#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "records/dependencies.hpp"
#include "records/look.hpp"
#include "store/types.hpp"

/// A record keeps some of what it is told by the records behind its links, and its history keeps
/// that for good: a name that is protected over there since must not be read here.
namespace amparo::records {

/// A value that a history tells of the record behind a link.
struct Told {
    const store::StoredRecord& record;  // whose history it is
    std::string_view key;
    std::string_view link;  // the record that was behind the link then; "" for none
    const std::set<std::string, std::less<>>& ever;  // all that were, at any time
    const json::Value& value;
};

/// A key of histories that tells of records behind a link. A small table that modules above this
/// one bring, like the glances.
struct Veil {
    std::string_view record_type;
    std::string_view key;
    std::string_view link_key;  // of the record: what is behind the link
    /// The value as the viewer may see it today.
    json::Value (*cover)(const Look& look, const Told& told);
};

/// What a link named before and after each change of a record.
class LinkTrail {
  public:
    struct Sides {  // ids of records; "" for none
        std::string from;
        std::string to;
    };

    /// From the changes of a record, the newest first, and what the link names now.
    LinkTrail(const std::vector<store::Change>& changes, std::string_view link_key,
              std::string now);

    /// Null for a change that is none of them.
    const Sides* at(store::Sequence change) const;
    /// All that it named at any time.
    const std::set<std::string, std::less<>>& ever() const { return ever_; }

  private:
    std::map<store::Sequence, Sides> sides_;
    std::set<std::string, std::less<>> ever_;
};

/// Covers what the history of one record tells of others, for one viewer. Lives for one answer.
class Covers {
  public:
    /// Reads the whole history of the record when one of these changes tells of others.
    static Result<Covers> over(const Look& look, const Dependencies& on,
                               const store::StoredRecord& record,
                               const std::vector<store::Change>& changes);

    /// The pair of a change as the viewer may see it.
    json::Value cover(store::Sequence change, std::string_view key, json::Value pair) const;

  private:
    Covers(const Look& look, const store::StoredRecord& record) : look_(look), record_(record) {}
    json::Value one_side(const Veil& veil, const std::string* link, const json::Value& value) const;

    const Look& look_;
    const store::StoredRecord& record_;
    std::vector<const Veil*> veils_;
    std::map<std::string_view, LinkTrail> trails_;  // by link
};

}  // namespace amparo::records
