#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "index/index.hpp"
#include "index/name_words.hpp"
#include "records/list_query.hpp"
#include "records/representation.hpp"

namespace amparo::records {

/// A record that was found, and why.
struct Hit {
    index::Match match = index::Match::none;
    const index::Search* search = nullptr;  // of the query that found it; lives as the list query
};

/// A page of hits of all ways of searching, one after the other.
struct HitPage {
    std::vector<RecordId> ids;
    std::size_t total = 0;
    bool has_names = false;                // whether names were searched, too
    std::map<RecordId, Hit> hits = {};     // when something was searched for
    std::optional<index::Place> end = {};  // when more follow and nothing was searched for
};

/// The page of a list. Refusals as those of the index.
Result<HitPage> find_hits(const index::Index& index, std::string_view record_type,
                          const ListQuery& list);

/// Tells in each row how it was found: `search_kind`, `search_match` and, where the caller may see
/// the value, `highlight` with the words that belong together.
class HitMarks {
  public:
    HitMarks(const index::Schema& schema, const View& view, const HitPage& page);
    ~HitMarks();
    /// Adds to the row of the record, which is cut to what the caller may see.
    void add(const store::StoredRecord& record, json::Object& row) const;

  private:
    using Texts = std::vector<std::pair<std::string, std::vector<std::string>>>;
    Texts visible(const store::StoredRecord& record, const json::Object& row,
                  const std::vector<std::string>& fields) const;
    json::Object highlight_name(const Texts& texts) const;

    const index::Schema& schema_;
    const View& view_;
    const HitPage& page_;
    std::unique_ptr<const index::NameWords> words_;  // of a search by name
};

}  // namespace amparo::records
