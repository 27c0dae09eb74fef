#pragma once

#include "access/agency_files.hpp"
#include "api/call.hpp"

namespace amparo::api {

/// The files in a body of an agency: `<member>_file_name` with `<member>_base64`; both empty
/// removes one, a name without data or data without a name changes nothing. `invalid` for what is
/// no PNG or PDF, or too large (administration.md §10).
Result<access::AgencyFiles> agency_files_from_wire(const json::Object& input);

}  // namespace amparo::api
