#pragma once

#include "matching/live/viewer.hpp"
#include "matching/names/lexicon.hpp"

namespace amparo::matching {

/// Compares the fields of a case with those of a trace side by side, for people (matching.md 1.3).
/// Lives for one answer.
class FieldComparison {
  public:
    FieldComparison(const Viewer& viewer, const Lexicon& lexicon);
    ~FieldComparison();
    FieldComparison(const FieldComparison&) = delete;
    FieldComparison& operator=(const FieldComparison&) = delete;

    /// The wire's `comparison`. Fields that the viewer's role may not read are not named; values
    /// of a side that is not open are null.
    json::Object compare(const Seen& child_case, const Seen& request, const json::Object& trace);

  private:
    struct Tools;
    std::unique_ptr<Tools> tools_;
};

}  // namespace amparo::matching
