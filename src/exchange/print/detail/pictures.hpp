#pragma once

#include <cairo.h>

#include <memory>
#include <string>

namespace amparo::exchange::detail {

/// A JPEG or PNG as a surface; null when it cannot be read or is absurdly large. A JPEG keeps its
/// bytes, which go into the document as they are.
std::shared_ptr<cairo_surface_t> read_picture(const std::string& bytes);

}  // namespace amparo::exchange::detail
