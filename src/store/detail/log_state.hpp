#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/types.hpp"

namespace amparo::store::detail {

/// One committed change, as followers need it: a record, or the kind of a document, or neither
/// (an event that touches no row; it still takes its place in the sequence).
struct FeedItem {
    Sequence sequence = 0;
    std::shared_ptr<CommittedRecord> record = {};
    std::string document_kind = {};
};

/// What the open transaction adds to the change log. The end of the log is read once, under its
/// lock, and written back once, before the commit: many works then share those two statements.
struct LogState {
    bool is_locked = false;
    Sequence sequence = 0;
    std::string hash;
    std::vector<FeedItem> items;

    /// Where a savepoint stands, to come back to when its work is refused.
    struct Mark {
        bool is_locked;
        Sequence sequence;
        std::string hash;
        std::size_t items;
    };
    Mark mark() const { return {is_locked, sequence, hash, items.size()}; }
    void rewind(const Mark& mark) {
        is_locked = mark.is_locked;
        sequence = mark.sequence;
        hash = mark.hash;
        items.resize(mark.items);
    }
    void clear() { rewind({false, 0, {}, 0}); }
};

}  // namespace amparo::store::detail
