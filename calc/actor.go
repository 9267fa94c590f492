package calc

// Actor is somebody whose costs change: a nämnd, a municipal company, another
// public body, a civil actor or an individual.
type Actor struct {
	ID        string
	Name      string
	Kind      Kind
	Area      string // of a nämnd
	Declared  Sector // the sector written in the file; only for Kind Public
	Successor *Successor
}

// Successor is the nämnd that took over when this one was reorganised.
type Successor struct {
	ID   string
	From int // calendar year
}

// Kind says what sort of body an actor is.
type Kind string

// The kinds of actor.
const (
	Namnd            Kind = "namnd"
	MunicipalCompany Kind = "municipal-company"
	Public           Kind = "public"
	Civil            Kind = "civil"
	Individual       Kind = "individual"
)

// Kinds lists every kind of actor.
func Kinds() []Kind { return []Kind{Namnd, MunicipalCompany, Public, Civil, Individual} }

// Sector is whose economy a krona belongs to.
type Sector string

// The sectors, in the order in which results list them.
const (
	Municipality Sector = "municipality"
	Region       Sector = "region"
	State        Sector = "state"
	Other        Sector = "other"
)

// Sectors lists every sector in the order of the results.
func Sectors() []Sector { return []Sector{Municipality, Region, State, Other} }

// Sector returns the economy the actor belongs to: the municipality for a nämnd
// or a municipal company, the declared one for a public body, other for civil
// actors and individuals (model, section 6).
func (a Actor) Sector() Sector {
	switch a.Kind {
	case Namnd, MunicipalCompany:
		return Municipality
	case Public:
		return a.Declared
	default:
		return Other
	}
}

// Perspective says whose costs and savings are counted.
type Perspective string

// The perspectives: each one holds those before it.
const (
	MunicipalityOnly Perspective = "municipality"
	PublicSector     Perspective = "public"
	Society          Perspective = "society"
)

// Perspectives lists every perspective.
func Perspectives() []Perspective {
	return []Perspective{MunicipalityOnly, PublicSector, Society}
}

// holds reports whether a sector lies inside the perspective.
func (p Perspective) holds(s Sector) bool {
	switch p {
	case Society:
		return true
	case PublicSector:
		return s != Other
	default:
		return s == Municipality
	}
}

// countsSaving reports whether a saving of a sector counts. Benefits paid to
// people only move money within society, so there a transfer does not count.
func (p Perspective) countsSaving(s Sector, transfer bool) bool {
	return p.holds(s) && !(transfer && p == Society)
}
