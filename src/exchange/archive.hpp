#pragma once

#include <string>
#include <vector>

namespace amparo::exchange {

/// A file of an archive.
struct ArchivedFile {
    std::string name;
    std::string bytes;
};

/// The files as one ZIP archive, in this order, as they are: documents do not shrink. Names are
/// UTF-8; of two with the same name the later one gets a number. Requires less than 4 GiB in all
/// and fewer than 65,536 files. The files bear no times: their documents do.
std::string zip_of(std::vector<ArchivedFile> files);

}  // namespace amparo::exchange
