#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/random.hpp"
#include "casework/merging/comparison.hpp"

/// Rows of a subform that the surviving case keeps. Rows that the actor may not see are kept,
/// whatever they choose.
namespace amparo::casework::merging {

/// Those of the survivor and behind them those of the other; one that both have the same is kept
/// once.
json::Array all_rows(const Sides& sides, const forms::Field& field, Random& random);
/// Those of the other, and what the actor does not see of the survivor's.
json::Array rows_of_other(const Sides& sides, const forms::Field& field);

/// One answer to "which rows" (merging/choices.hpp).
class RowChoice {
  public:
    RowChoice(const Sides& sides, const forms::Field& field, Random& random)
        : sides_(sides), field_(field), random_(random) {}

    /// The rows in the order of the wishes.
    json::Array rows(const json::Array& wishes);
    /// What is wrong with the wishes; pointers begin below them.
    const std::vector<Problem>& problems() const { return problems_; }

  private:
    const json::Object* find(const store::StoredRecord& side, const json::Object& wish,
                             std::string_view key, const std::string& at);
    json::Object joined(const json::Object& mine, const json::Object& theirs,
                        const json::Object& wish, const std::string& at);
    void keep_precision(json::Object& row, const json::Object& mine,
                        const json::Object& theirs) const;
    void refuse_at(std::string pointer, const char* why);

    const Sides& sides_;
    const forms::Field& field_;
    Random& random_;
    std::set<std::string> used_;
    std::vector<Problem> problems_;
};

}  // namespace amparo::casework::merging
