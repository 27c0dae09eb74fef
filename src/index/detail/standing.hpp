#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "index/detail/journal.hpp"
#include "index/detail/selection.hpp"
#include "index/reading.hpp"

namespace amparo::index {

/// A pivot: a keyword or location column, and for a location column maybe an admin level.
struct PivotKey {
    const KeywordColumn* column = nullptr;
    std::optional<int> level = {};

    bool operator==(const PivotKey&) const = default;
    Journal::Watched watched() const {
        return {column, level ? KeywordColumn::Sort::places : KeywordColumn::Sort::values};
    }
};

/// What a question that is asked again and again selected and counted, brought up to date by what
/// changed since: a country's dashboards then cost a thousandth of a pass over its cases.
class StandingAnswer {
  public:
    using Code = KeywordColumn::Code;
    using Count = std::uint32_t;
    using Counts = std::vector<Count>;  // by code
    /// By the row's code: the codes of columns and how many are in both.
    using Crossed = std::vector<std::vector<std::pair<Code, Count>>>;

    const Bitmap& bitmap() const { return bitmap_; }
    static Count& count_at(Counts& counts, Code code);
    static Count& count_at(Crossed& counts, Code row, Code column);

  private:
    friend class Standing;
    struct Grouped {
        PivotKey pivot;
        std::size_t watched;
        Counts counts;
    };
    struct Pair {
        PivotKey rows;
        PivotKey columns;
        std::size_t watched_rows;
        std::size_t watched_columns;
        Crossed counts;
    };

    Reading::Parts parts_;
    Bitmap bitmap_;
    Journal::Version version_ = 0;
    std::size_t bytes_ = 0;  // when something was kept last
    bool is_dropped_ = false;
    std::vector<std::unique_ptr<Grouped>> groups_;  // where they are while readers look at them
    std::vector<std::unique_ptr<Pair>> pairs_;

    const Counts* groups(const PivotKey& pivot) const;
    const Crossed* cells(const PivotKey& rows, const PivotKey& columns) const;
    std::size_t memory_bytes() const;
};

/// The answers that a table keeps: of questions about much, those asked last. Readers hold the
/// table's read lock, writers are alone.
class Standing {
  public:
    using Answer = std::shared_ptr<StandingAnswer>;
    explicit Standing(const Table& table) : table_(table) {}

    /// Before a record is changed or removed.
    void note(Ordinal ordinal);
    /// When the table is filled anew.
    void forget();

    /// The answer as of now, or nullptr. The key says the parts.
    Answer find(const std::string& key);
    /// What was counted of an answer that was found or kept under the read lock, as long as that;
    /// nullptr when it was not counted so.
    const StandingAnswer::Counts* groups(const Answer& answer, const PivotKey& pivot) const;
    const StandingAnswer::Crossed* cells(const Answer& answer, const PivotKey& rows,
                                         const PivotKey& columns) const;
    /// An answer that selects almost the same, and what tells the two apart: what was counted for
    /// it needs only that counted besides. So the next minute costs what lies between two minutes.
    struct Neighbour {
        Answer answer;
        Bitmap more;  // that the answer does not select
        Bitmap less;  // that only the answer selects
    };
    /// Of the answers that were counted in these groups; nullopt when there is none near enough.
    std::optional<Neighbour> nearest(const Bitmap& selected, const PivotKey& pivot);
    std::optional<Neighbour> nearest(const Bitmap& selected, const PivotKey& rows,
                                     const PivotKey& columns);
    /// Keeps what the parts select.
    Answer keep(const std::string& key, const Reading::Parts& parts, Bitmap selected);
    /// Keeps what was counted of an answer that was found or kept under the same read lock.
    void keep(const Answer& answer, const PivotKey& pivot, StandingAnswer::Counts counts);
    void keep(const Answer& answer, const PivotKey& rows, const PivotKey& columns,
              StandingAnswer::Crossed counts);
    std::size_t memory_bytes() const;

  private:
    struct Entry {
        Answer answer;
        std::list<std::string>::iterator place;
    };
    /// What changed since some version, made once for all answers of that version.
    struct Changed {
        Journal::Version from = 0;
        Journal::Version to = 0;
        std::vector<const Journal::Change*> changes;
        Bitmap all;
        Bitmap alive;
    };
    /// What a changed record adds to the counts (once), or no longer does (minus once).
    struct Step {
        const std::vector<Journal::Codes>& codes;
        int by;
    };

    const Changed& changed_since(Journal::Version version);
    const StandingAnswer* before_last(const std::string& key, const StandingAnswer& answer) const;
    std::optional<Bitmap> selected_now(const std::string& key, const StandingAnswer& answer,
                                       const Bitmap& changed) const;
    bool bring_up_to_date(const std::string& key, StandingAnswer& answer);
    template <class Has>
    std::optional<Neighbour> nearest_of(const Bitmap& selected, Has&& has);
    void weigh(StandingAnswer& answer);
    void make_room();
    void take_step(StandingAnswer& answer, const Step& step) const;
    void drop(const std::string& key);

    const Table& table_;
    mutable std::mutex mutex_;  // among readers; guards all below
    Journal journal_;
    std::unordered_map<std::string, Entry> answers_;
    std::list<std::string> recent_;  // the key asked last comes first
    std::size_t bytes_ = 0;          // of all answers
    Changed changed_;
};

}  // namespace amparo::index
