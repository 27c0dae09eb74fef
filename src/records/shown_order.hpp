#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "access/directory.hpp"
#include "forms/definitions.hpp"
#include "index/index.hpp"

namespace amparo::records {

/// The order of values that are shown by another text than is stored: options, places, agencies.
/// Kept for as long as the configuration stands. Thread-safe.
class ShownOrders {
  public:
    /// What a list is sorted by, in whose language.
    struct Column {
        std::string record_type;
        std::string name;
        std::string locale;
    };
    /// What the texts come from.
    struct Sources {
        std::shared_ptr<const forms::Definitions> definitions;
        std::shared_ptr<const access::Directory> directory;
    };

    /// The keys of the column's values; null for one whose values are shown as they are.
    std::shared_ptr<const index::ValueKeys> of(const Column& column, const Sources& sources);

  private:
    using Keys = std::shared_ptr<const index::ValueKeys>;
    struct Known {
        std::weak_ptr<const forms::Definitions> definitions;
        std::weak_ptr<const access::Directory> directory;
        Keys keys;
    };

    Keys find(const std::string& name, const Sources& sources);
    Keys keep(const std::string& name, const Sources& sources, Keys keys);

    std::mutex mutex_;
    std::map<std::string, Known> known_;  // by source and locale
};

}  // namespace amparo::records
