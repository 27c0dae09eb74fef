#pragma once

#include <functional>
#include <memory>

#include "access/mask_cache.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "forms/definitions.hpp"
#include "index/index.hpp"
#include "store/audit.hpp"
#include "store/database.hpp"

namespace amparo::access {
class Directory;
}

namespace amparo::records {

class RecordCache;
struct Hooks;

/// What the service stands on; built once in main and handed down. The two functions give the
/// snapshot that is current now, so that a request sees one configuration from begin to end.
struct Dependencies {
    store::Database* database = nullptr;
    store::AuditLog* audit = nullptr;
    const index::Index* index = nullptr;
    access::MaskCache* masks = nullptr;
    RecordCache* cache = nullptr;
    std::function<std::shared_ptr<const forms::Definitions>()> definitions;
    std::function<std::shared_ptr<const access::Directory>()> directory;
    const Clock* clock = nullptr;
    Random* random = nullptr;
    /// Rules between records that modules above bring; none in tests of this module alone.
    std::shared_ptr<const Hooks> hooks = {};
};

}  // namespace amparo::records
