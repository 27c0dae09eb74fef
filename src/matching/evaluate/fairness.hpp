#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "matching/evaluate/linkage.hpp"

namespace amparo::matching {

/// How well the children of one group are found.
struct GroupQuality {
    std::string group;  // "sex", "age", "script", "scripts", "nationality", "language", "country"
    std::string value;  // "female", "6-11", "arabic", "same", …; "unknown"
    std::size_t searches = 0;  // sought children of the group who have a case
    double first = 0;          // share of them whose case comes first
    double in_ten = 0;         // … is among the first ten
    double listed = 0;         // … is in the list at all
    double likely = 0;         // … comes as likely
    double below_mean = 0;     // how far `first` lies below that of all sought children
};

/// Quality of tracing by group (matching.md 15).
struct FairnessReport {
    GroupQuality all;  // group "all"
    std::vector<GroupQuality> groups;
    /// Groups that lie further below the mean than may be, those of few children apart.
    std::vector<const GroupQuality*> unfair() const;
    /// CSV `group,value,searches,first,in_ten,listed,likely,below_mean`.
    std::string csv() const;
};

/// Searches like evaluate_tracing() and counts by group whether the right case is found; `labels`
/// is CSV whose first column is a trace and whose last its case. A group is what the sought child's
/// side says, or the case where that says nothing: sex, band of age, script of the name, whether
/// both sides use the same script, nationality, language and country of the places.
Result<FairnessReport> evaluate_fairness(const EvaluationInput& input, std::string_view labels,
                                         const EvaluationTools& tools);

}  // namespace amparo::matching
