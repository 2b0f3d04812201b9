//! The ENT projects whose CAS server is known. More of them: one line each in `projects.csv`.

use crate::service::cas_address::CasAddress;

/// A portal of many establishments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its name, as PRONOTE's list has it.
    pub name: &'static str,
    /// Its CAS server.
    pub cas: &'static str,
}

/// Name and address, in the order of the list.
const LIST: &str = include_str!("projects.csv");

/// All of them.
pub fn all() -> impl Iterator<Item = Project> {
    LIST.lines().filter_map(|line| {
        let (name, cas) = line.split_once(';')?;
        Some(Project { name, cas })
    })
}

/// The project that has this CAS server.
pub fn of_cas(address: &CasAddress) -> Option<Project> {
    let address = address.to_string();
    all().find(|project| project.cas == address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_project_with_an_address_that_needs_no_correction() {
        let projects: Vec<_> = all().collect();
        assert_eq!((projects.len(), LIST.lines().count()), (14, 14));
        for project in projects {
            let (address, corrections) = CasAddress::parse(project.cas).unwrap();
            assert_eq!((address.to_string().as_str(), &corrections[..]), (project.cas, &[][..]));
            assert_eq!(of_cas(&address), Some(project));
        }
    }

    #[test]
    fn an_address_of_ones_own_is_no_project() {
        assert_eq!(of_cas(&CasAddress::parse("https://cas.exemple.fr").unwrap().0), None);
    }
}
