#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "index/index.hpp"

namespace amparo::index {

/// What a record of the test says, column by column, beside the document that says it.
struct TruthRecord {
    std::map<std::string, std::vector<std::string>> texts;
    std::map<std::string, std::vector<double>> numbers;
    std::map<std::string, std::vector<std::int64_t>> dates;
    json::Object document;
};

/// Answers every question by looking at each record: the oracle of the property test.
class BruteForce {
  public:
    explicit BruteForce(Schema schema) : schema_(std::move(schema)) {}

    void put(const RecordId& id, TruthRecord record) { records_[id] = std::move(record); }
    void remove(const RecordId& id) { records_.erase(id); }
    const std::map<RecordId, TruthRecord>& records() const { return records_; }

    bool matches(const RecordId& id, const TruthRecord& record, const Filter& filter) const;
    std::vector<RecordId> matching(const Filter& filter) const;
    /// All matches, sorted.
    std::vector<RecordId> sorted(const Filter& filter, const Sort& sort) const;
    std::map<std::string, std::size_t> count_by(const Filter& filter,
                                                const std::string& column) const;

  private:
    const Column& column(const std::string& name) const;

    Schema schema_;
    std::map<RecordId, TruthRecord> records_;
};

/// The table of the tests: every kind of column, single and multiple, with and without order.
Schema test_schema();
/// Places "p00".."p23" in a tree of three levels: "p1" is above "p10".."p13".
std::vector<Ancestor> test_ancestors(std::string_view code);

/// Makes records and questions from a seed.
class Generator {
  public:
    explicit Generator(std::uint64_t seed) : random_(seed) {}

    RecordId id();
    TruthRecord record();
    Filter filter(int depth = 3);
    Sort sort();
    std::string name();
    /// What somebody may search for in that way.
    std::string searched(Search::Mode mode);
    std::size_t below(std::size_t end) { return random_() % end; }
    bool one_in(std::size_t n) { return below(n) == 0; }

  private:
    void put_texts(TruthRecord& record, const std::string& column, std::vector<std::string> values);
    std::string keyword(const std::string& column);
    std::string identifier();
    double number();
    std::int64_t day();
    Filter leaf();
    Filters leaves(int depth);

    std::mt19937_64 random_;
};

}  // namespace amparo::index
