#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "access/field_mask.hpp"
#include "index/index.hpp"
#include "insight/catalogue.hpp"
#include "insight/disclosure.hpp"
#include "records/narrow_views.hpp"

namespace amparo::insight {

/// What one viewer may count of one record type.
struct Extent {
    access::Scope scope;
    std::shared_ptr<const access::FieldMask> readable;
    /// Loaded: what the viewer sees through shares only does not count for what its views lack.
    const records::NarrowViews& narrow;
    /// Whether the viewer may list the records. If not, small numbers are withheld with whatever
    /// they could be worked out from, and no number opens a list: who cannot see the children must
    /// not be able to single one out.
    bool is_open = true;
};
Extent extent_of(const Viewer& viewer, std::string_view record_type,
                 std::shared_ptr<const access::FieldMask> readable,
                 const records::NarrowViews& narrow);

/// Counts indicators of one record type as of one moment. Short-lived: it holds the index.
class Counter {
  public:
    /// All must outlive the counter.
    Counter(const Viewer& viewer, const Extent& extent, const index::Schema& schema,
            index::Reading& reading)
        : viewer_(viewer), extent_(extent), schema_(schema), reading_(reading) {}

    /// For a viewer who may not list the records: looks at the numbers of all indicators before
    /// any is written, and decides which are withheld.
    Result<> survey(const std::vector<const Indicator*>& indicators);
    /// The wire's statistics of the indicator, as the text of their JSON: for a whole country they
    /// are ten thousands of numbers with their queries. nullopt for an indicator that the viewer
    /// may not have or that asks for fields the deployment does not know.
    Result<std::optional<std::string>> statistics(const Indicator& indicator);

  private:
    /// Conditions with the filters they stand for.
    struct Question {
        index::Reading::Parts parts;
        std::string query;  // JSON texts with a comma between them
        /// By the column of a grouping: without the records whose group the viewer may not read.
        std::map<std::string, std::shared_ptr<const index::Reading::Part>> seen = {};

        /// What is counted in groups; `apart_from` the column whose absence is asked for.
        index::Reading::Parts in_groups(std::string_view apart_from = {}) const;
    };
    /// The cells of one row, and whether a column is the one for records without a value.
    struct Line;

    /// What a number of these pieces of a query counts.
    static Population population_of(std::initializer_list<std::string_view> query);
    Result<> look_at(const Indicator& indicator);
    Result<Breakdown::Side> side_of(const Question& question, const Grouping& grouping);
    Result<> add_cells(const Question& question, const std::vector<Grouping>& groupings,
                       Breakdown& breakdown);
    bool is_withheld(std::size_t count, std::initializer_list<std::string_view> query) const;
    Result<std::string> one_grouping(const Question& question, const Grouping& grouping);
    Result<std::string> two_groupings(const Question& question,
                                      const std::vector<Grouping>& groupings);
    /// nullopt when a condition may or can not be asked.
    std::optional<Question> question_of(const Indicator& indicator);
    Conditions conditions_of(const Indicator& indicator) const;
    bool add(Question& question, const Condition& condition);
    void hide_groups(Question& question, const std::string& column) const;
    bool may_ask(std::string_view key) const;
    std::optional<Question> without_value(const Question& question, const Grouping& grouping);
    std::string exact_code(const Grouping& grouping, std::string_view value) const;
    /// Writes a number with the query that the pieces make.
    void write(std::string& out, std::size_t count, std::initializer_list<std::string_view> query);

    const Viewer& viewer_;
    const Extent& extent_;
    const index::Schema& schema_;
    index::Reading& reading_;
    std::map<std::string, std::shared_ptr<const index::Reading::Part>> known_;
    Disclosure disclosure_;
    enum class Stage { survey_of_singles, survey_of_groups, writing } stage_ = Stage::writing;
};

}  // namespace amparo::insight
