#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "forms/definitions.hpp"
#include "forms/validation.hpp"

namespace amparo::records {

/// Which answers the forms of cases require, where a deployment saves cases without them
/// (`incomplete_records`). Elsewhere it asks for nothing: no such case is saved. Thread-safe.
class RequiredAnswers {
  public:
    /// Keeps the definitions alive, as the fields point into them.
    explicit RequiredAnswers(std::shared_ptr<const forms::Definitions> definitions);

    /// Whether the deployment saves cases without required answers.
    bool is_on() const { return !fields_.empty(); }
    /// Whether a visible form of the case's module lacks a required answer, whoever reads it.
    bool is_lacking(const json::Object& data, Instant now) const;

    /// The column of the index: "true" for a case that lacks an answer.
    static constexpr std::string_view column = "lacks_answers";

  private:
    std::shared_ptr<const forms::Definitions> definitions_;
    std::string time_zone_;
    forms::FieldMap fields_;  // those that are required, and lists whose entries require something
};

}  // namespace amparo::records
