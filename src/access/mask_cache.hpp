#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>

#include "access/field_mask.hpp"
#include "access/shared_view.hpp"

namespace amparo::access {

/// Remembers masks, which depend only on role, definitions, type, module and kind of write.
/// Holds the role and the definitions it computed from, so that pointers inside stay valid.
/// Bounded; forgets all when other definitions come. Thread-safe.
class MaskCache {
  public:
    using DefinitionsPointer = std::shared_ptr<const forms::Definitions>;

    /// As readable_fields().
    std::shared_ptr<const FieldMask> readable(const Actor& actor,
                                              const DefinitionsPointer& definitions,
                                              std::string_view record_type,
                                              std::string_view module_id);
    /// As summary_fields().
    std::shared_ptr<const FieldMask> summary(const DefinitionsPointer& definitions,
                                             std::string_view record_type);
    /// As writable_fields().
    std::shared_ptr<const WriteMask> writable(const Actor& actor,
                                              const DefinitionsPointer& definitions,
                                              const WriteQuestion& question);

    /// The roles of those who see records through a transition; ask for masks as them.
    SharedRoles& shared_roles() { return shared_roles_; }

    static constexpr std::size_t entries_max = 1024;  // roles × types × modules × kinds, amply

  private:
    /// Role, type, module, and the kind of mask with its record action.
    using Key = std::tuple<std::shared_ptr<const Role>, std::string, std::string, std::string>;
    template <class Mask>
    using Masks = std::map<Key, std::shared_ptr<const Mask>>;
    template <class Mask, class Make>
    std::shared_ptr<const Mask> find_or_make(Masks<Mask>& masks,
                                             const DefinitionsPointer& definitions, Key key,
                                             const Make& make);
    void forget_if_other(const DefinitionsPointer& definitions);

    SharedRoles shared_roles_;
    std::mutex mutex_;  // guards all below
    DefinitionsPointer definitions_;
    Masks<FieldMask> field_masks_;
    Masks<WriteMask> write_masks_;
};

}  // namespace amparo::access
