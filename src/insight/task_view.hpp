#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "access/field_mask.hpp"
#include "base/clock.hpp"
#include "base/messages.hpp"
#include "forms/definitions.hpp"
#include "index/due.hpp"
#include "records/tasks.hpp"
#include "store/types.hpp"

namespace amparo::insight {

/// How tasks look on the wire, for one actor in one language.
class TaskView {
  public:
    /// All must outlive the view.
    struct Scene {
        const access::Actor& actor;
        const forms::Definitions& definitions;
        /// What the actor may read of a case; of one that is shared with them it may be little.
        std::function<std::shared_ptr<const access::FieldMask>(const store::StoredRecord&)>
            readable;
        const Messages& messages;
        std::string locale;
        Instant now;
    };
    explicit TaskView(Scene scene);

    /// The task that a row of the index stands for; nullopt when the case has no such task by
    /// now. Of the case it shows what the actor may read.
    std::optional<json::Object> show(const store::StoredRecord& record,
                                     const index::DueRow& row) const;
    /// The task of the case that has this id; nullopt when there is none.
    std::optional<json::Object> show(const store::StoredRecord& record,
                                     const std::string& id) const;
    /// "Follow-up": a kind without what it is about.
    std::string kind_label(std::string_view type) const;
    /// kind → the field it is due by.
    json::Object field_names() const;

  private:
    json::Object describe(const store::StoredRecord& record, const records::Task& task) const;
    std::string type_display(const records::Task& task) const;
    std::string subject(const records::Task& task) const;
    std::string option_label(std::string_view form, std::string_view field,
                             const std::string& option) const;

    Scene scene_;
    records::TaskRules rules_;
    Day today_;
};

}  // namespace amparo::insight
